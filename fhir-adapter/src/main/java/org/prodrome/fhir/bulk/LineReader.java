package org.prodrome.fhir.bulk;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lines of bytes: ended by LF or CRLF, a byte order mark before the first left out, none longer than a limit. */
final class LineReader implements Closeable {
    private static final int LONGEST = 64 << 20;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private byte[] kept = new byte[0];
    private int start;
    private int end;
    private boolean first = true;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** One line, or that it was longer than any line may be; then its text is not kept. */
    record Line(byte[] text, boolean tooLong) {}

    /** The next line; null at the end. */
    @Nullable
    Line next() throws IOException {
        int length = 0;
        boolean tooLong = false;
        boolean any = false;
        while (start < end || fill()) {
            any = true;
            int stop = newline();
            int found = (stop < 0 ? end : stop) - start;
            tooLong |= found > LONGEST - length;
            length = tooLong ? 0 : keep(length, found);
            start = stop < 0 ? end : stop + 1;
            if (stop >= 0) {
                break;
            }
        }
        return any ? line(length, tooLong) : null;
    }

    private boolean fill() throws IOException {
        start = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private int newline() {
        for (int i = start; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private int keep(int length, int found) {
        if (kept.length < length + found) {
            kept = Arrays.copyOf(kept, Math.max(length + found, Math.min(LONGEST, 2 * kept.length)));
        }
        System.arraycopy(buffer, start, kept, length, found);
        return length + found;
    }

    private Line line(int length, boolean tooLong) {
        int to = length > 0 && kept[length - 1] == '\r' ? length - 1 : length;
        int from = first && to >= MARK.length && Arrays.equals(kept, 0, MARK.length, MARK, 0, MARK.length) ? 3 : 0;
        first = false;
        return new Line(Arrays.copyOfRange(kept, from, to), tooLong);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
