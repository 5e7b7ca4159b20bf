package org.prodrome.cohort.recode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ./prodrome cohort recode}: the same people as a hospital with other codes would export them. */
@Command(
        name = "recode",
        description = "Copies an export with its diagnoses in ICD-10-CM instead of SNOMED CT, for external evaluation.",
        mixinStandardHelpOptions = true)
public final class RecodeCommand implements Callable<Integer> {
    @Option(names = "--data", required = true, paramLabel = "DIR", description = "an export, de-identified or not")
    private Path data = Path.of(".");

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "for the copy, new or empty")
    private Path out = Path.of(".");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(data)) {
            throw new RecodeException("--data: expected a directory with a FHIR bulk export");
        }
        RecodeCounts counts = new Recoding(data, out, CodeMap.builtIn()).run();
        Objects.requireNonNull(spec)
                .commandLine()
                .getOut()
                .printf(
                        "%,d codes in ICD-10-CM now, %,d of %d kinds left as text; report: recode-report.json%n",
                        counts.mapped(), counts.leftAsText(), counts.unmapped().size());
        return 0;
    }
}
