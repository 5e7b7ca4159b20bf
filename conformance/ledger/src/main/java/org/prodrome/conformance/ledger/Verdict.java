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
     */
    static List<String> problems(List<Register> registers, Evidence evidence) {
        var verdict = new Verdict();
        for (var register : registers) {
            register.rows().forEach(row -> verdict.judge(row, evidence));
            if (register.ours()) {
                register.rows().forEach(verdict::requireOneOfTheThreeReasons);
            }
        }
        verdict.requireKnown(registers, evidence);
        registers.forEach(register -> verdict.requireProven(register, evidence));
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

    private void requireKnown(List<Register> registers, Evidence evidence) {
        var known = new HashSet<String>();
        registers.forEach(register -> register.rows().forEach(row -> known.add(row.id())));
        Stream.concat(evidence.tests().keySet().stream(), evidence.proofs().keySet().stream())
                .filter(id -> !known.contains(id))
                .distinct()
                .sorted()
                .forEach(id -> problems.add(id + ": no such requirement in the registers"));
    }

    private void requireProven(Register register, Evidence evidence) {
        long proven = register.rows().stream()
                .filter(Row::binding)
                .filter(row -> !evidence.proofsOf(row).isEmpty())
                .count();
        if (proven < register.provenAtLeast()) {
            problems.add("proofs, " + register.title() + ": expected at least " + register.provenAtLeast()
                    + " SHALL requirements whose check was seen to fail, got " + proven);
        }
    }

    private void problem(Row row, String what) {
        problems.add(row.id() + " " + row.verb() + ": " + what);
    }
}
