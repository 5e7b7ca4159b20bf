package org.prodrome.fhir.deidentify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * What was done to an export, as {@code deidentification-report.json} says it; {@code train} refuses data without one.
 *
 * @param profile name of the rules file
 * @param rulesSha256 of its bytes
 * @param key {@code file} or {@code fresh, not kept}
 * @param notesKept whether note texts are still there
 * @param reference day on which ages were counted
 * @param patients in the Patient files of the copy
 * @param patientsPooled of them past the pooled age
 * @param resources by type
 * @param rules in order, with how many values each decided
 * @param orphans resources of patients who are not in the Patient files, not copied
 * @param notCopied resources of types that are never copied
 * @param agesPooled ages past the pooled one in quantities, such as a relative's
 * @param elements what remains and what was dropped, by element
 * @param brokenLines lines that were no resource and were left out
 * @param brokenLinesAt the first 200 of them
 * @param cutOff files that could not be read to their end, with the last line that was
 * @param groupedByPatient whether every file has the patients in the order of the Patient files, each in one run
 * @param patientsWithheld left out by their wish or by policy
 * @param resourcesWithheld left out likewise, of these patients and of others
 * @param anonymity how identifying the quasi-identifiers still are
 */
public record DeidentificationReport(
        String profile,
        String rulesSha256,
        String key,
        boolean notesKept,
        String reference,
        int patients,
        int patientsPooled,
        long orphans,
        long notCopied,
        long agesPooled,
        Map<String, Long> resources,
        List<RuleCount> rules,
        List<ElementCount> elements,
        long brokenLines,
        List<BrokenLine> brokenLinesAt,
        List<BrokenLine> cutOff,
        boolean groupedByPatient,
        long patientsWithheld,
        long resourcesWithheld,
        Anonymity anonymity) {
    /** The report's file name in the output directory. */
    public static final String FILE = "deidentification-report.json";

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** One rule and how many values it decided. */
    public record RuleCount(String path, String method, long values) {}

    /**
     * One element.
     *
     * @param kept values that remain, changed or not
     */
    public record ElementCount(String path, long kept, long dropped) {}

    /** How many patients are alone with their value of one quasi-identifier. */
    public record Single(String quasiIdentifier, int unique) {}

    /** A report that was written before there were such lists has none. */
    public DeidentificationReport {
        elements = List.copyOf(Objects.requireNonNullElse(elements, List.of()));
        cutOff = List.copyOf(Objects.requireNonNullElse(cutOff, List.of()));
    }

    /** A line that was no resource. */
    public record BrokenLine(String file, long line) {}

    /**
     * k-anonymity over quasi-identifiers.
     *
     * @param over the quasi-identifiers
     * @param k size of the smallest class; 0 without patients
     * @param classes how many classes there are
     * @param unique patients alone in their class
     * @param uniqueShare of all patients
     * @param inClassesBelow5 patients in classes of fewer than five
     * @param inClassesBelow11 patients in classes of fewer than eleven
     * @param singles each quasi-identifier by itself
     */
    public record Anonymity(
            List<String> over,
            int k,
            int classes,
            int unique,
            double uniqueShare,
            int inClassesBelow5,
            int inClassesBelow11,
            List<Single> singles) {
        public Anonymity {
            singles = List.copyOf(Objects.requireNonNullElse(singles, List.of()));
        }

        static Anonymity of(Map<String, Integer> classes) {
            int people = classes.values().stream().mapToInt(Integer::intValue).sum();
            int unique =
                    (int) classes.values().stream().filter(size -> size == 1).count();
            return new Anonymity(
                    QuasiIdentifiers.NAMES,
                    classes.values().stream().mapToInt(Integer::intValue).min().orElse(0),
                    classes.size(),
                    unique,
                    people == 0 ? 0 : (double) unique / people,
                    below(5, classes),
                    below(11, classes),
                    singles(classes));
        }

        private static int below(int size, Map<String, Integer> classes) {
            return classes.values().stream()
                    .filter(one -> one < size)
                    .mapToInt(Integer::intValue)
                    .sum();
        }

        private static List<Single> singles(Map<String, Integer> classes) {
            var singles = new ArrayList<Single>();
            for (int part = 0; part < QuasiIdentifiers.NAMES.size(); part++) {
                var sizes = new HashMap<String, Integer>();
                int of = part;
                classes.forEach((one, size) -> sizes.merge(QuasiIdentifiers.part(one, of), size, Integer::sum));
                int unique =
                        (int) sizes.values().stream().filter(size -> size == 1).count();
                singles.add(new Single(QuasiIdentifiers.NAMES.get(part), unique));
            }
            return singles;
        }
    }

    static DeidentificationReport of(
            Options options, Rules rules, People people, Withheld withheld, Findings findings) {
        return new DeidentificationReport(
                rules.name(),
                rules.sha256(),
                options.key() == null ? "fresh, not kept" : "file",
                options.keepNotes(),
                options.reference().toString(),
                people.count() - (int) withheld.patients(),
                people.pooled(),
                findings.orphans(),
                findings.notCopied(),
                findings.agesPooled(),
                Map.copyOf(findings.resources()),
                rules.rules().stream()
                        .map(rule -> new RuleCount(
                                rule.text(),
                                rule.method().word(),
                                findings.counts().of(rule.index())))
                        .toList(),
                findings.elements().all(),
                findings.brokenCount(),
                List.copyOf(findings.broken()),
                findings.cutOff(),
                findings.grouped(),
                withheld.patients(),
                withheld.resources(),
                Anonymity.of(findings.classes()));
    }

    void write(Path directory) throws IOException {
        Files.write(directory.resolve(FILE), JSON.writeValueAsBytes(this));
    }

    /** Reads the report of a directory; refuses one without it. */
    public static DeidentificationReport read(Path directory) {
        try {
            return JSON.readValue(Files.readAllBytes(directory.resolve(FILE)), DeidentificationReport.class);
        } catch (IOException e) {
            throw new FhirAdapterException.ExportUnusable(
                    FILE + ": expected the report of a de-identified export, found none that can be read", e);
        }
    }
}
