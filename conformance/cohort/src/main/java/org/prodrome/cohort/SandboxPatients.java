package org.prodrome.cohort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
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
    @Option(names = "--out", required = true, description = "directory of the files")
    private Path out = Path.of(".");

    @Option(names = "--cases", description = "another file of cases (default: the built-in one)")
    private @Nullable Path cases;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        SandboxCases wanted = cases == null
                ? Json.resource("sandbox-cases.json", SandboxCases.class)
                : Json.read(cases, SandboxCases.class);
        Files.createDirectories(out);
        Progress progress = Progress.of(spec, wanted.patients().size());
        progress.phase("starting Synthea");
        SyntheaWorld world = SyntheaWorld.open(wanted.settings());
        List<Entry> entries = new ArrayList<>();
        for (SandboxCases.Case patient : wanted.patients()) {
            entries.add(write(patient, wanted.everyone(), world.person(patient.person())));
            progress.patient();
        }
        Json.write(out.resolve("manifest.json"), manifest(wanted, entries));
        progress.done();
        return 0;
    }

    private Entry write(SandboxCases.Case patient, List<ChartEdit> everyone, Bundle bundle) throws IOException {
        SyntheticChart simulated = new ChartWriter(true).write(bundle);
        EditableChart chart = new EditableChart(simulated);
        chart.keep(patient.keep());
        List<ChartEdit> edits =
                Stream.concat(everyone.stream(), patient.edits().stream()).toList();
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
                reasons);
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
                "./prodrome cohort sandbox-patients --out conformance/sandbox/src/main/resources/patients",
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

    record Entry(
            String file,
            String patientId,
            String title,
            List<String> cases,
            int resources,
            String sha256,
            List<String> edits) {
        Entry {
            cases = List.copyOf(cases);
            edits = List.copyOf(edits);
        }
    }
}
