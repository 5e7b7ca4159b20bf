package org.prodrome.suite.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.prodrome.suite.process.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One of the sandbox's committed patients, as JSON.
 *
 * @param file name below the sandbox's patients
 * @param id the patient's logical id
 * @param resources every resource, in the file's order
 */
record CommittedPatient(String file, String id, List<ObjectNode> resources) {
    private static final JsonMapper JSON = new JsonMapper();

    static CommittedPatient read(String file) throws IOException {
        Path path = folder().resolve(file);
        List<ObjectNode> resources = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                resources.add((ObjectNode) JSON.readTree(line));
            }
        }
        String id = resources.stream()
                .filter(resource -> type(resource).equals("Patient"))
                .map(resource -> resource.path("id").stringValue())
                .findFirst()
                .orElseThrow();
        return new CommittedPatient(file, id, resources);
    }

    static Path folder() {
        return Repository.root().resolve("conformance/sandbox/src/main/resources/patients");
    }

    static String type(JsonNode resource) {
        return resource.path("resourceType").stringValue("");
    }

    List<ObjectNode> of(String type) {
        return resources.stream()
                .filter(resource -> type(resource).equals(type))
                .toList();
    }

    /** The same patient with exactly so many resources: observations are repeated under new ids, or dropped from the end. */
    CommittedPatient inflatedTo(int count) {
        List<ObjectNode> all = new ArrayList<>(resources);
        List<ObjectNode> observations = of("Observation");
        for (int i = 0; all.size() < count; i++) {
            ObjectNode copy = observations.get(i % observations.size()).deepCopy();
            copy.put("id", copy.path("id").stringValue().substring(0, 30) + "-" + i);
            all.add(copy);
        }
        for (int i = all.size() - 1; all.size() > count && i >= 0; i--) {
            if (type(all.get(i)).equals("Observation")) {
                all.remove(i);
            }
        }
        return new CommittedPatient(file, id, all);
    }

    /** Writes a patient folder with this patient alone. */
    Path writeTo(Path target) throws IOException {
        Files.createDirectories(target);
        try (Writer out = new java.io.OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(target.resolve(file))), StandardCharsets.UTF_8)) {
            for (ObjectNode resource : resources) {
                out.write(resource.toString());
                out.write('\n');
            }
        }
        ObjectNode manifest = (ObjectNode) JSON.readTree(Files.readString(folder().resolve("manifest.json")));
        var kept = JSON.createArrayNode();
        manifest.path("patients")
                .valueStream()
                .filter(patient -> patient.path("file").stringValue().equals(file))
                .map(patient -> ((ObjectNode) patient.deepCopy()).without(List.of("sha256")))
                .forEach(kept::add);
        manifest.set("patients", kept);
        Files.writeString(target.resolve("manifest.json"), manifest.toString());
        return target;
    }
}
