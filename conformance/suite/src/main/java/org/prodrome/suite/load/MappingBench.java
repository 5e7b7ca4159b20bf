package org.prodrome.suite.load;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.mapping.RecordMapping;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.resources.ParsedResources;

/** JSON in memory to a patient record on one thread, beside HAPI's own parse alone of the same texts, round by round. */
final class MappingBench {
    private static final int WARM_UP = 12;
    private static final int ROUNDS = 15;

    private final IParser hapi = FhirContext.forR4Cached().newJsonParser();
    private final List<Texts> patients = new ArrayList<>();

    private MappingBench() throws IOException {
        for (String file : List.of("p01.ndjson.gz", "p03.ndjson.gz", "p08.ndjson.gz", "p19.ndjson.gz")) {
            patients.add(Texts.of(CommittedPatient.read(file)));
        }
    }

    private record Texts(String id, List<String> texts, List<byte[]> bytes) {
        static Texts of(CommittedPatient patient) {
            List<String> texts =
                    patient.resources().stream().map(Object::toString).toList();
            return new Texts(
                    patient.id(),
                    texts,
                    texts.stream()
                            .map(text -> text.getBytes(StandardCharsets.UTF_8))
                            .toList());
        }
    }

    static Figures run() throws IOException {
        return new MappingBench().measure();
    }

    private Figures measure() {
        long resources = patients.stream().mapToLong(one -> one.texts().size()).sum();
        long parse = 0;
        long map = 0;
        long whole = 0;
        long events = 0;
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            boolean counts = round >= WARM_UP;
            long start = System.nanoTime();
            patients.forEach(this::parse);
            long parsed = System.nanoTime();
            List<List<Resource>> ours =
                    patients.stream().map(MappingBench::read).toList();
            long read = System.nanoTime();
            events = 0;
            for (int i = 0; i < ours.size(); i++) {
                events += mapped(patients.get(i).id(), ours.get(i));
            }
            long end = System.nanoTime();
            parse += counts ? parsed - start : 0;
            whole += counts ? end - parsed : 0;
            map += counts ? end - read : 0;
        }
        double perRound = resources * (double) ROUNDS * 1e9;
        return new Figures("mapping")
                .put("resources", resources)
                .put("events", events)
                .put("resources_per_s", perRound / whole)
                .put("mapping_alone_resources_per_s", perRound / map)
                .put("hapi_parse_alone_resources_per_s", perRound / parse)
                .put("ratio_to_peer", (double) parse / whole)
                .peer("HAPI FHIR JSON parser, parse alone");
    }

    private void parse(Texts patient) {
        patient.texts().forEach(hapi::parseResource);
    }

    private static List<Resource> read(Texts patient) {
        return patient.bytes().stream().map(FhirJson::parse).toList();
    }

    private static long mapped(String id, List<Resource> resources) {
        return RecordMapping.map("bench", new PatientId(id), ParsedResources.of(resources), List.of(), Instant.EPOCH)
                .events()
                .size();
    }
}
