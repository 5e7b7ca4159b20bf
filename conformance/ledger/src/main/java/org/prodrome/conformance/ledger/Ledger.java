package org.prodrome.conformance.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Writes the coverage table of a whole test run, and ends with 1 where something is missing. */
public final class Ledger {
    private Ledger() {}

    /**
     * Reads the records of each module's run; writes {@code coverage.html}, {@code coverage.csv} and {@code verdict.txt}.
     *
     * @param arguments the folder to write to, then the folders of the modules
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            throw new IllegalArgumentException(
                    "ledger: expected OUT MODULE..., got " + arguments.length + " arguments");
        }
        var modules = Stream.of(arguments).skip(1).map(Path::of).toList();
        System.exit(run(Path.of(arguments[0]), modules));
    }

    /** Returns the exit status: 0 where nothing is missing. */
    static int run(Path out, List<Path> modules) throws IOException {
        var registers = Register.all();
        var evidence = Evidence.of(modules);
        var problems = Verdict.problems(registers, evidence);
        var table = new CoverageTable(registers, evidence, problems);
        Files.createDirectories(out);
        Files.writeString(out.resolve("coverage.csv"), table.csv());
        Files.writeString(out.resolve("coverage.html"), table.html());
        Files.write(out.resolve("verdict.txt"), verdict(table, out));
        return problems.isEmpty() ? 0 : 1;
    }

    private static List<String> verdict(CoverageTable table, Path out) {
        var problems = table.problems().stream().map(problem -> "ledger: " + problem);
        var totals = table.registers().stream().map(register -> register.title() + ": " + table.totals(register));
        return Stream.concat(
                        Stream.concat(problems, totals), Stream.of("Coverage table: " + out.resolve("coverage.html")))
                .toList();
    }
}
