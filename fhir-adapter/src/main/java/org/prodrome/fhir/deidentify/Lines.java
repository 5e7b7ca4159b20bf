package org.prodrome.fhir.deidentify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into blocks of whole lines, so that several threads can work on one file. A line longer than a limit is left
 * out and told; what stands before the place where a stream breaks is given out first.
 */
final class Lines {
    private static final int BLOCK = 1 << 20;
    private static final int LONGEST = 64 << 20;

    private final InputStream in;
    private final int longest;
    private final List<Long> tooLong = new ArrayList<>();
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private boolean overlong;
    private long nextLine = 1;
    private boolean ended;
    private @Nullable IOException broken;

    Lines(InputStream in) {
        this(in, LONGEST);
    }

    Lines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * Whole lines, each but the last of a file with its line feed.
     *
     * @param bytes UTF-8
     * @param firstLine number of the first line, from 1
     */
    record Block(byte[] bytes, long firstLine) {}

    /**
     * The next block; null at the end.
     *
     * @throws IOException after the last whole line before the place where the stream breaks
     */
    @Nullable
    Block next() throws IOException {
        while (!ended) {
            byte[] read = read();
            Block block = overlong ? skipped(read) : taken(read);
            if (block != null) {
                return block;
            }
        }
        if (broken != null) {
            throw broken;
        }
        byte[] last = rest.toByteArray();
        rest.reset();
        return last.length == 0 ? null : block(last);
    }

    /** Lines that were longer than any line may be. */
    List<Long> tooLong() {
        return tooLong;
    }

    /** How many whole lines there were. */
    long lines() {
        return nextLine - 1;
    }

    /** What can be read, up to a block; a half line before a break is nothing. */
    private byte[] read() {
        var bytes = new byte[BLOCK];
        int length = 0;
        try {
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes, length, BLOCK - length)) {
                length += read;
                if (length == BLOCK) {
                    return bytes;
                }
            }
        } catch (IOException e) {
            broken = e;
        }
        ended = true;
        return Arrays.copyOf(bytes, length);
    }

    private @Nullable Block taken(byte[] read) {
        int end = lastLineFeed(read);
        if (end < 0) {
            rest.writeBytes(read);
            if (rest.size() > longest) {
                rest.reset();
                overlong = true;
            }
            return null;
        }
        rest.write(read, 0, end + 1);
        byte[] whole = rest.toByteArray();
        rest.reset();
        rest.write(read, end + 1, read.length - end - 1);
        return block(whole);
    }

    private @Nullable Block skipped(byte[] read) {
        int end = 0;
        while (end < read.length && read[end] != '\n') {
            end++;
        }
        if (end == read.length && !ended) {
            return null;
        }
        tooLong.add(nextLine++);
        overlong = false;
        return end == read.length ? null : taken(Arrays.copyOfRange(read, end + 1, read.length));
    }

    private Block block(byte[] bytes) {
        long first = nextLine;
        for (byte b : bytes) {
            if (b == '\n') {
                nextLine++;
            }
        }
        return new Block(bytes, first);
    }

    private static int lastLineFeed(byte[] bytes) {
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
