package org.prodrome.suite.load;

import java.nio.file.Files;
import java.nio.file.Path;

/** {@code ./prodrome bench NAME}. */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 1 || arguments[0].equals("--help")) {
            System.err.println("Usage: ./prodrome bench record|cds|rules|launch|ingest|mapping|demo");
            System.exit(arguments.length == 1 ? 0 : 2);
        }
        Path folder = Files.createTempDirectory("prodrome-bench");
        Figures figures = switch (arguments[0]) {
            case "record" -> RecordBench.run(folder);
            case "cds" -> CdsBench.run(folder);
            case "rules" -> RulesBench.run();
            case "launch" -> LaunchBench.run(folder);
            case "ingest" -> IngestBench.run(folder);
            case "mapping" -> MappingBench.run();
            case "demo" -> DemoBench.run(folder);
            default ->
                throw new IllegalArgumentException(
                        "expected record, cds, rules, launch, ingest, mapping or demo, got " + arguments[0]);
        };
        System.out.println(figures.json());
        System.exit(0);
    }
}
