package org.prodrome.conformance.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the modules of one run recorded.
 *
 * @param tests by requirement
 * @param proofs by requirement
 */
record Evidence(Map<String, List<Test>> tests, Map<String, List<Proof>> proofs) {

    record Test(String requirement, String name, Outcome outcome) {
        boolean passed() {
            return outcome == Outcome.PASSED;
        }
    }

    record Proof(String requirement, String check, String breach) {}

    /** Reads the records below each module's folder; a module without any has no requirement tests. */
    static Evidence of(List<Path> modules) throws IOException {
        var tests = new ArrayList<Test>();
        var proofs = new ArrayList<Proof>();
        for (var module : modules) {
            for (var fields : lines(module.resolve(RunRecords.REQUIREMENTS))) {
                tests.add(new Test(fields.get(0), fields.get(1), Outcome.valueOf(fields.get(2))));
            }
            for (var fields : lines(module.resolve(RunRecords.PROOFS))) {
                proofs.add(new Proof(fields.get(0), fields.get(1), fields.get(2)));
            }
        }
        return new Evidence(
                tests.stream().collect(Collectors.groupingBy(Test::requirement)),
                proofs.stream().collect(Collectors.groupingBy(Proof::requirement)));
    }

    List<Test> testsOf(Row row) {
        return tests.getOrDefault(row.id(), List.of());
    }

    List<Proof> proofsOf(Row row) {
        return proofs.getOrDefault(row.id(), List.of());
    }

    private static List<List<String>> lines(Path file) throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream().map(Csv::fields).toList()
                : List.of();
    }
}
