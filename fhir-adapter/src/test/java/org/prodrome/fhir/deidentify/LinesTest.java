package org.prodrome.fhir.deidentify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static final int LONGEST = 3 << 20;

    private static List<String> read(Lines lines) throws IOException {
        var read = new ArrayList<String>();
        for (Lines.Block block = lines.next(); block != null; block = lines.next()) {
            long number = block.firstLine();
            for (String line : new String(block.bytes(), StandardCharsets.UTF_8).split("\n")) {
                read.add(number++ + " " + line.length());
            }
        }
        return read;
    }

    private static Lines of(String text) {
        return new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), LONGEST);
    }

    @Test
    void numbersLinesAcrossBlocks() throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            text.append("x".repeat(700_000)).append('\n');
        }

        assertThat(read(of(text + "end")))
                .containsExactly("1 700000", "2 700000", "3 700000", "4 700000", "5 700000", "6 3");
    }

    @Test
    void aLineLongerThanAnyMayBeIsLeftOutAndTold() throws IOException {
        Lines lines = of("first\n" + "x".repeat(5 * LONGEST) + "\nthird\n" + "y".repeat(2 * LONGEST));

        assertThat(read(lines)).containsExactly("1 5", "3 5");
        assertThat(lines.tooLong()).containsExactly(2L, 4L);
    }

    @Test
    void givesWhatStandsBeforeTheBreak() throws IOException {
        var random = new Random(7);
        var text = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            text.append(Long.toHexString(random.nextLong() | Long.MIN_VALUE)).append('\n');
        }
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
        var lines = new Lines(new GZIPInputStream(new ByteArrayInputStream(half)));
        long read = 0;
        boolean cutOff = false;
        try {
            for (Lines.Block block = lines.next(); block != null; block = lines.next()) {
                read += new String(block.bytes(), StandardCharsets.UTF_8)
                        .lines()
                        .count();
                assertThat(block.bytes()).endsWith('\n');
            }
        } catch (EOFException e) {
            cutOff = true;
        }

        assertThat(cutOff).isTrue();
        assertThat(read).isBetween(20_000L, 30_000L).isEqualTo(lines.lines());
    }
}
