package org.prodrome.conformance.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** What is wrong with a run's coverage; pure. */
final class Verdict {
    private final List<String> problems = new ArrayList<>();

    private Verdict() {}

    /**
     * Lists what keeps a run from being accepted, a line each; nothing when all is well.
     *
     * @param provenAtLeast how many binding client requirements must have a check that was seen to fail
     */
    static List<String> problems(Register client, Register server, Evidence evidence, int provenAtLeast) {
        var verdict = new Verdict();
        Stream.of(client, server)
                .flatMap(register -> register.rows().stream())
                .forEach(row -> verdict.judge(row, evidence));
        client.rows().forEach(verdict::requireOneOfTheThreeReasons);
        verdict.requireKnown(client, server, evidence);
        verdict.requireProven(client, evidence, provenAtLeast);
        return List.copyOf(verdict.problems);
    }

    private void judge(Row row, Evidence evidence) {
        var tests = evidence.testsOf(row);
        var failed = tests.stream().filter(test -> !test.passed()).toList();
        if (row.status() != Row.Status.TESTED && !tests.isEmpty()) {
            problem(
                    row,
                    "has the reason '" + row.status().words() + "' and yet a test: "
                            + tests.getFirst().name());
        }
        if (row.status() == Row.Status.TESTED && tests.isEmpty()) {
            problem(row, "expected a test or a reason, got neither (" + row.summary() + ")");
        }
        failed.forEach(test -> problem(row, test.name() + " " + test.outcome().word()));
    }

    private void requireOneOfTheThreeReasons(Row row) {
        if (row.status() == Row.Status.NOT_STOOD_FOR) {
            problem(
                    row,
                    "expected a test or one of the three reasons, got '"
                            + row.status().words() + "'");
        }
    }

    private void requireKnown(Register client, Register server, Evidence evidence) {
        var known = new HashSet<String>();
        client.rows().forEach(row -> known.add(row.id()));
        server.rows().forEach(row -> known.add(row.id()));
        Stream.concat(evidence.tests().keySet().stream(), evidence.proofs().keySet().stream())
                .filter(id -> !known.contains(id))
                .distinct()
                .sorted()
                .forEach(id -> problems.add(id + ": no such requirement in the registers"));
    }

    private void requireProven(Register client, Evidence evidence, int atLeast) {
        long proven = client.rows().stream()
                .filter(Row::binding)
                .filter(row -> !evidence.proofsOf(row).isEmpty())
                .count();
        if (proven < atLeast) {
            problems.add("proofs: expected at least " + atLeast
                    + " SHALL requirements whose check was seen to fail, got " + proven);
        }
    }

    private void problem(Row row, String what) {
        problems.add(row.id() + " " + row.verb() + ": " + what);
    }
}
