package org.prodrome.fhir.deidentify;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a stream into blocks of whole lines, so that several threads can work on one file. */
final class Lines {
    private static final int BLOCK = 1 << 20;

    private final InputStream in;
    private byte[] rest = new byte[0];
    private long nextLine = 1;
    private boolean ended;

    Lines(InputStream in) {
        this.in = in;
    }

    /**
     * Whole lines, each but the last of a file with its line feed.
     *
     * @param bytes UTF-8
     * @param firstLine number of the first line, from 1
     */
    record Block(byte[] bytes, long firstLine) {}

    /** The next block; null at the end. */
    @Nullable
    Block next() throws IOException {
        byte[] block = rest;
        int from = 0;
        while (!ended) {
            byte[] read = in.readNBytes(BLOCK);
            ended = read.length < BLOCK;
            from = block.length;
            block = concat(block, read);
            int end = lastLineFeed(block, from);
            if (end >= 0) {
                rest = Arrays.copyOfRange(block, end + 1, block.length);
                return block(Arrays.copyOf(block, end + 1));
            }
        }
        rest = new byte[0];
        return block.length == 0 ? null : block(block);
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

    private static int lastLineFeed(byte[] bytes, int from) {
        for (int i = bytes.length - 1; i >= from; i--) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
