package org.prodrome.cohort;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ./prodrome cohort sandbox-patients}: the sandbox EHR's committed patients, a file each. */
@Command(
        name = "sandbox-patients",
        description =
                "Makes the sandbox EHR's patients from the cases in sandbox-cases.json: a file per patient and manifest.json.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class SandboxPatients implements Callable<Integer> {
    private static final String RESOURCES = "--out conformance/sandbox/src/main/resources/";
    private static final String COMMAND = "./prodrome cohort sandbox-patients " + RESOURCES;
    private static final String PLANTED_COMMAND = "./prodrome cohort sandbox-patients --planted " + RESOURCES;

    @Option(names = "--out", required = true, description = "directory of the files")
    private Path out = Path.of(".");

    @Option(names = "--planted", description = "the people with planted diseases, of sandbox-planted-cases.json")
    private boolean planted;

    @Option(names = "--cases", description = "another file of cases (default: a built-in one)")
    private @Nullable Path cases;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        SandboxCases wanted = cases == null
                ? Json.resource(planted ? "sandbox-planted-cases.json" : "sandbox-cases.json", SandboxCases.class)
                : Json.read(cases, SandboxCases.class);
        Files.createDirectories(out);
        Progress progress = Progress.of(spec, wanted.patients().size());
        progress.phase("starting Synthea");
        IntFunction<SyntheticChart> people = CohortMain.people(wanted.settings());
        List<Entry> entries = new ArrayList<>();
        for (SandboxCases.Case patient : wanted.patients()) {
            entries.add(write(patient, wanted, people.apply(patient.person())));
            progress.patient();
        }
        Json.write(out.resolve("manifest.json"), manifest(wanted, entries));
        progress.done();
        return 0;
    }

    private Entry write(SandboxCases.Case patient, SandboxCases wanted, SyntheticChart simulated) throws IOException {
        EditableChart chart = new EditableChart(simulated);
        if (wanted.planted() != null) {
            chart.cutAt(wanted.referenceDate());
        }
        if (patient.keep().days() != null) {
            chart.startAt(wanted.referenceDate().minusDays(patient.keep().days()));
        }
        chart.keep(patient.keep());
        List<ChartEdit> edits = Stream.concat(wanted.everyone().stream(), patient.edits().stream())
                .toList();
        edits.forEach(edit -> applyIn(patient, chart, edit));
        List<String> lines = chart.lines();
        Path path = out.resolve(patient.file() + ".ndjson.gz");
        try (NdjsonFile file = new NdjsonFile(path)) {
            for (String line : lines) {
                file.add(line);
            }
        }
        List<String> reasons = patient.edits().stream().map(ChartEdit::reason).toList();
        return new Entry(
                path.getFileName().toString(),
                simulated.patientId(),
                patient.title(),
                patient.cases(),
                lines.size(),
                Sha256.hexOf(path),
                reasons,
                ahead(simulated.truth(), wanted.referenceDate()));
    }

    private static Map<String, Integer> ahead(@Nullable String truth, LocalDate today) throws IOException {
        Map<String, Integer> days = new TreeMap<>();
        if (truth != null) {
            JsonNode person = Json.MAPPER.readTree(truth);
            long now =
                    ChronoUnit.DAYS.between(LocalDate.parse(person.path("birth").asText()), today);
            person.path("diseases").fields().forEachRemaining(disease -> {
                JsonNode diagnosis = disease.getValue().path("diagnosisDay");
                if (diagnosis.isInt() && diagnosis.asInt() >= now) {
                    days.put(disease.getKey(), (int) (diagnosis.asInt() - now));
                }
            });
        }
        return days;
    }

    private static void applyIn(SandboxCases.Case patient, EditableChart chart, ChartEdit edit) {
        try {
            chart.apply(edit);
        } catch (CohortException e) {
            throw new CohortException(patient.file() + ", " + e.getMessage(), e);
        }
    }

    private static Manifest manifest(SandboxCases wanted, List<Entry> entries) {
        return new Manifest(
                "Synthetic people made by Synthea " + SyntheaVersion.read() + "; nobody in it is real.",
                wanted.referenceDate(),
                wanted.seed(),
                wanted.planted() == null ? COMMAND + "patients" : PLANTED_COMMAND + "planted-patients",
                wanted.everyone().stream().map(ChartEdit::reason).toList(),
                entries);
    }

    record Manifest(
            String note,
            LocalDate referenceDate,
            long seed,
            String command,
            List<String> editsOfAll,
            List<Entry> patients) {
        Manifest {
            editsOfAll = List.copyOf(editsOfAll);
            patients = List.copyOf(patients);
        }
    }

    /** @param ahead planted diseases that the chart does not tell of, with the days from the reference date to their diagnosis */
    record Entry(
            String file,
            String patientId,
            String title,
            List<String> cases,
            int resources,
            String sha256,
            List<String> edits,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            Map<String, Integer> ahead) {
        Entry {
            cases = List.copyOf(cases);
            edits = List.copyOf(edits);
            ahead = ahead == null ? Map.of() : new TreeMap<>(ahead);
        }
    }
}
