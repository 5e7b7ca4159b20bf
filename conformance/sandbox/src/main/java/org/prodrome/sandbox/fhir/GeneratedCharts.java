package org.prodrome.sandbox.fhir;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Patients made when they are asked for, the same ones each time: {@code generated-3000} has 3,000 resources, nine in ten
 * of them observations.
 *
 * @param sizes how many resources each patient has, the Patient included
 */
record GeneratedCharts(List<Integer> sizes) implements DataSet {

    private static final String FILE = "generated.json";
    private static final Pattern NAME = Pattern.compile("generated-(\\d{1,7})\\.ndjson");

    GeneratedCharts {
        sizes = List.copyOf(sizes);
    }

    /** What the charts are made of. */
    record Recipe(
            String source,
            LocalDate date,
            LocalDate referenceDate,
            long seed,
            int years,
            List<Analyte> observations,
            List<Code> conditions,
            List<Code> medications,
            List<Code> procedures) {

        record Code(String system, String code, String display) {}

        /** @param unit UCUM */
        record Analyte(String code, String display, String unit, double low, double high, String category) {}
    }

    @Override
    public Optional<InputStream> open(String file) {
        if (file.equals("manifest.json")) {
            return Optional.of(new LineStream(Stream.of(manifest()).iterator()));
        }
        Matcher name = NAME.matcher(file);
        return name.matches()
                ? Optional.of(new LineStream(new GeneratedLines(recipe(), Integer.parseInt(name.group(1)))))
                : Optional.empty();
    }

    private String manifest() {
        List<Map<String, Object>> patients = sizes.stream()
                .map(size -> Map.<String, Object>of(
                        "file", "generated-" + size + ".ndjson", "title", size + " resources, generated"))
                .collect(Collectors.toList());
        return JsonMapper.shared()
                .writeValueAsString(
                        Map.of("referenceDate", recipe().referenceDate().toString(), "patients", patients));
    }

    private static Recipe recipe() {
        try (InputStream in = GeneratedCharts.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + ": expected on the class path");
            }
            return JsonMapper.shared().readValue(in, Recipe.class);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + ": cannot be read", e);
        }
    }

    /** Lines as a stream of bytes, each made when it is read. */
    private static final class LineStream extends InputStream {

        private final Iterator<String> lines;
        private byte[] line = new byte[0];
        private int next;

        LineStream(Iterator<String> lines) {
            this.lines = lines;
        }

        @Override
        public int read() {
            return fill() ? line[next++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int count = Math.min(length, line.length - next);
            System.arraycopy(line, next, into, offset, count);
            next += count;
            return count;
        }

        private boolean fill() {
            if (next == line.length && lines.hasNext()) {
                line = (lines.next() + "\n").getBytes(StandardCharsets.UTF_8);
                next = 0;
            }
            return next < line.length;
        }
    }
}
