package org.prodrome.fhir.writeback;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.writeback.DraftProposal.Service.Category;

/** ServiceRequest categories, from {@code service-categories.tsv}. */
final class ServiceCategories {
    private static final String FILE = "service-categories.tsv";
    private static final Map<Category, Coding> CODES = load();

    private ServiceCategories() {}

    static CodeableConcept of(Category category) {
        Coding coding = CODES.get(category);
        if (coding == null) {
            throw new FhirAdapterException.DataFileUnusable(FILE + ": expected a row for " + category, null);
        }
        var concept = new CodeableConcept();
        concept.addCoding().setSystem(coding.system()).setCode(coding.code()).setDisplay(coding.display());
        return concept;
    }

    private static Map<Category, Coding> load() {
        var codes = new EnumMap<Category, Coding>(Category.class);
        try (InputStream in = ServiceCategories.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new FhirAdapterException.DataFileUnusable(FILE + ": it is missing", null);
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\t"))
                    .forEach(row -> codes.put(Category.valueOf(row[0]), new Coding(Coding.SNOMED, row[1], row[2])));
            return codes;
        } catch (IOException e) {
            throw new FhirAdapterException.DataFileUnusable(FILE + ": expected to read it", e);
        }
    }
}
