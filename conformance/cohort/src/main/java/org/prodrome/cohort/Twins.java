package org.prodrome.cohort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.prodrome.cohort.planted.Disease;
import org.prodrome.cohort.planted.PlantedFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ./prodrome cohort twins}: people with a disease under way, and the same people without it. */
@Command(
        name = "twins",
        description = {
            "Makes counterfactual twins: people within a year of a planted diagnosis, and the same people without the disease.",
            "Their charts hold what a timeline is made of, up to that day."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class Twins implements Callable<Integer> {
    static final String FILE = "twins.ndjson.gz";
    static final String MANIFEST = "manifest.json";

    @Option(names = "--out", required = true, description = "directory of the files")
    private Path out = Path.of(".");

    @Option(names = "--seed", defaultValue = "12", description = "decides everything that is random")
    private long seed;

    @Option(names = "--pairs", defaultValue = "5", description = "of each disease")
    private int pairs;

    @Option(names = "--years", defaultValue = "8", description = "of each chart")
    private int years;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        TwinSettings settings = new TwinSettings(seed, pairs, years);
        PlantedFiles files = PlantedFiles.builtIn(1);
        List<Disease> diseases =
                files.diseases().stream().filter(d -> !d.isDecoy()).toList();
        Progress progress = Progress.of(spec, pairs * diseases.size());
        progress.phase("starting Synthea");
        List<TwinPair> found = new TwinSearch(settings).find(diseases, progress);
        Files.createDirectories(out);
        Path file = out.resolve(FILE);
        try (NdjsonFile lines = new NdjsonFile(file)) {
            for (TwinPair pair : found) {
                lines.add(Json.MAPPER.writeValueAsString(pair));
            }
        }
        Map<String, List<String>> untouched = new LinkedHashMap<>();
        diseases.forEach(disease -> untouched.put(disease.id(), sharingNothing(disease, diseases)));
        Json.write(
                out.resolve(MANIFEST),
                new Manifest(
                        "Synthetic people made by Synthea " + SyntheaVersion.read() + "; nobody in it is real.",
                        settings.command(),
                        settings,
                        TwinSettings.DAY,
                        files.sha256(),
                        Sha256.hexOf(file),
                        untouched));
        progress.done();
        return 0;
    }

    private static List<String> sharingNothing(Disease disease, List<Disease> diseases) {
        return diseases.stream()
                .filter(other -> other.precursors().stream()
                        .noneMatch(p -> disease.precursor(p.loinc()).isPresent()))
                .map(Disease::id)
                .toList();
    }

    /**
     * @param day of the charts
     * @param planted SHA-256 of the planted files
     * @param sha256 of the pairs' file
     * @param untouched by disease, those that change no analyte that it changes
     */
    record Manifest(
            String note,
            String command,
            TwinSettings settings,
            LocalDate day,
            String planted,
            String sha256,
            Map<String, List<String>> untouched) {}
}
