package org.prodrome.suite.spec.smart;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prodrome.sandbox.fault.ClientBreach;
import org.prodrome.sandbox.fault.Fault;
import org.prodrome.sandbox.fault.SmartDefect;

/**
 * A rule that the client keeps, how to see that it does, and what breaks it.
 *
 * @param requirements the rows it covers
 * @param circumstances what is switched on while the check must hold
 * @param breaks each list, switched on instead, must make the check fail
 */
record Rule(List<String> requirements, String name, Check check, List<Fault> circumstances, List<List<Fault>> breaks) {

    private static final String SET = "hl7.fhir.uv.smart-app-launch_2.2.0@";

    /** Passes quietly where the rule is kept, and throws where it is not. */
    @FunctionalInterface
    interface Check {
        void holds(Trial trial);
    }

    /** @param rows numbers of the requirements */
    static Rule of(String name, Check check, int... rows) {
        return new Rule(Arrays.stream(rows).mapToObj(row -> SET + row).toList(), name, check, List.of(), List.of());
    }

    /** Broken by whatever the client is made to have sent. */
    Rule brokenBy(ClientBreach... breaches) {
        return withBreaks(Arrays.stream(breaches)
                .map(breach -> Stream.concat(circumstances.stream(), Stream.of(new Fault.Breached(breach)))
                        .toList()));
    }

    /** Tells how the client meets a defective server; a check that holds with a sound one too would see nothing. */
    Rule under(SmartDefect defect) {
        return under(new Fault.Broken(defect));
    }

    Rule under(Fault circumstance) {
        return new Rule(requirements, name, check, List.of(circumstance), breaks);
    }

    Rule failsWithout() {
        return withBreaks(Stream.of(List.of()));
    }

    private Rule withBreaks(Stream<List<Fault>> more) {
        return new Rule(
                requirements,
                name,
                check,
                circumstances,
                Stream.concat(breaks.stream(), more).toList());
    }

    /** The name of the switch that these faults are, for the coverage table. */
    String switchOf(List<Fault> broken) {
        return (broken.isEmpty() ? circumstances : broken)
                .stream().map(Rule::nameOf).collect(Collectors.joining(" + "));
    }

    private static String nameOf(Fault fault) {
        return switch (fault) {
            case Fault.Breached(ClientBreach breach) -> "ClientBreach." + breach;
            case Fault.Broken(SmartDefect defect) -> "SmartDefect." + defect;
            case Fault.OneAlgorithm(String algorithm) -> "Fault.OneAlgorithm " + algorithm;
            case Fault.OtherEndpoint(String field, String url) -> "Fault.OtherEndpoint " + field + " " + url;
            default -> fault.getClass().getSimpleName();
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
