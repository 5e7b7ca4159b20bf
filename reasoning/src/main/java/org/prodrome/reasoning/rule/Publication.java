package org.prodrome.reasoning.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumerations;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.resources.FhirJson;

/**
 * A pack as FHIR knowledge artifacts, for any engine that knows CQL: a PlanDefinition and a Library for each rule, the libraries
 * they share, and the value sets.
 */
public final class Publication {
    private static final Pattern HEAD = Pattern.compile("(?m)^library (\\w+) version '([^']+)'");
    private static final String HELPERS = "/org/hl7/fhir/FHIRHelpers-4.0.1.cql";

    private Publication() {}

    /**
     * Writes each artifact to a file of its own, {@code Type-id.json}.
     *
     * @param folder made if there is none
     * @return how many files were written
     */
    public static int write(RulePack pack, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Resource> artifacts = of(pack);
        for (Resource artifact : artifacts) {
            Files.writeString(
                    folder.resolve(
                            artifact.fhirType() + "-" + artifact.getIdElement().getIdPart() + ".json"),
                    FhirJson.context().newJsonParser().setPrettyPrint(true).encodeResourceToString(artifact));
        }
        return artifacts.size();
    }

    static List<Resource> of(RulePack pack) {
        List<Resource> artifacts = new ArrayList<>();
        pack.rules().forEach(rule -> artifacts.add(rule.artifacts().plan()));
        pack.libraryTexts().forEach(text -> artifacts.add(library(text)));
        artifacts.add(library(helpers()));
        artifacts.addAll(pack.valueSets().resources());
        return artifacts;
    }

    private static Library library(String cql) {
        Matcher head = HEAD.matcher(cql);
        if (!head.find()) {
            throw new IllegalArgumentException("expected the line: library NAME version '...'");
        }
        String name = head.group(1);
        Library library = new Library();
        library.setId(new IdType("Library", name));
        library.setUrl("http://fhir.prodrome.example/Library/" + name)
                .setName(name)
                .setVersion(head.group(2))
                .setStatus(Enumerations.PublicationStatus.ACTIVE)
                .setType(new CodeableConcept(
                        new Coding("http://terminology.hl7.org/CodeSystem/library-type", "logic-library", null)));
        library.addContent().setContentType("text/cql").setData(cql.getBytes(StandardCharsets.UTF_8));
        return library;
    }

    private static String helpers() {
        try (InputStream in = Objects.requireNonNull(Publication.class.getResourceAsStream(HELPERS))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("FHIRHelpers is not readable", e);
        }
    }
}
