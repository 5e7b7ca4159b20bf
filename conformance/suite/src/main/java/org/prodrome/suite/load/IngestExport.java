package org.prodrome.suite.load;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;

/**
 * A bulk export of any size made from the sandbox's committed patients: each patient of it is one of those under new ids, its
 * resources repeated or left out until there are 2,750.
 */
final class IngestExport {
    static final int RESOURCES = 2_750;
    private static final int SHARD = 250;
    private static final List<String> BASES = List.of(
            "p01.ndjson.gz", "p03.ndjson.gz", "p08.ndjson.gz", "p12.ndjson.gz", "p19.ndjson.gz", "p25.ndjson.gz");

    private final List<Base> bases = new ArrayList<>();

    IngestExport() throws IOException {
        for (String file : BASES) {
            bases.add(Base.of(CommittedPatient.read(file)));
        }
    }

    /** A committed patient's id and lines, each line with its type, and the text around its id. */
    private record Base(String id, String patient, List<Line> lines) {
        static Base of(CommittedPatient patient) {
            var lines = new ArrayList<Line>();
            String own = "";
            for (var resource : patient.resources()) {
                if (CommittedPatient.type(resource).equals("Patient")) {
                    own = resource.toString();
                } else {
                    lines.add(Line.of(resource.toString(), CommittedPatient.type(resource)));
                }
            }
            return new Base(patient.id(), own, lines);
        }
    }

    private record Line(String type, String before, String after) {
        static Line of(String json, String type) {
            int at = json.indexOf("\"id\":\"") + 6;
            return new Line(type, json.substring(0, at), json.substring(json.indexOf('"', at)));
        }
    }

    /** In the order of the patients, several files per type; or, scattered, no patient's lines beside each other. */
    void write(Path folder, int patients, boolean scattered) throws Exception {
        Files.createDirectories(folder);
        int shards = (patients + SHARD - 1) / SHARD;
        try (ExecutorService executor =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            var pending = new ArrayList<Future<?>>();
            for (int shard = 0; shard < shards; shard++) {
                int of = shard;
                pending.add(executor.submit(() -> {
                    writeShard(folder, of, Math.min(SHARD, patients - of * SHARD), scattered);
                    return null;
                }));
            }
            for (Future<?> done : pending) {
                done.get();
            }
        }
    }

    private void writeShard(Path folder, int shard, int patients, boolean scattered) throws IOException {
        Map<String, OutputStream> files = new TreeMap<>();
        try {
            for (int place = 0; place < (scattered ? RESOURCES : patients); place++) {
                for (int inner = 0; inner < (scattered ? patients : RESOURCES); inner++) {
                    int patient = shard * SHARD + (scattered ? inner : place);
                    write(folder, files, shard, patient, scattered ? place : inner);
                }
            }
        } finally {
            for (OutputStream file : files.values()) {
                file.close();
            }
        }
    }

    private void write(Path folder, Map<String, OutputStream> files, int shard, int patient, int number)
            throws IOException {
        Base base = bases.get(patient % bases.size());
        Line line = base.lines().get(number % base.lines().size());
        boolean own = number == RESOURCES - 1;
        String type = own ? "Patient" : line.type();
        String text = own ? base.patient() : line.before() + patient + "-" + number + line.after();
        OutputStream out = files.get(type);
        if (out == null) {
            Path file = folder.resolve(String.format(Locale.ROOT, "%s.%05d.ndjson.gz", type, shard));
            out = new BufferedOutputStream(new FastGzip(Files.newOutputStream(file)), 1 << 16);
            files.put(type, out);
        }
        out.write(text.replace(base.id(), "patient-" + patient).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(3);
        }
    }
}
