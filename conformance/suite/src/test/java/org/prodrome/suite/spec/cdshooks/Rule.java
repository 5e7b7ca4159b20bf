package org.prodrome.suite.spec.cdshooks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rule that the service keeps, how to see that it does, and what breaks it.
 *
 * @param requirements the rows it covers
 * @param breaches each one, switched on, must make the check fail
 * @param defect what a client does wrong in this check; with a sound client the check must fail too. Null where the client
 *     does everything right
 */
record Rule(
        List<String> requirements,
        String name,
        Check check,
        List<Breach> breaches,
        @Nullable ClientDefect defect) {

    private static final String SERVICE = "cds-hooks_2.0@";
    private static final String LIBRARY = "cds-hooks-library_1.0.1@";

    /** Passes quietly where the rule is kept, and throws where it is not. */
    @FunctionalInterface
    interface Check {
        void holds(Trial trial);
    }

    /** @param rows numbers of the requirements on services */
    static Rule of(String name, Check check, int... rows) {
        return new Rule(ids(SERVICE, rows), name, check, List.of(), null);
    }

    /** @param rows numbers of the requirements of the hook library */
    static Rule ofLibrary(String name, Check check, int... rows) {
        return new Rule(ids(LIBRARY, rows), name, check, List.of(), null);
    }

    Rule brokenBy(Breach... more) {
        return new Rule(
                requirements,
                name,
                check,
                Stream.concat(breaches.stream(), Arrays.stream(more)).toList(),
                defect);
    }

    Rule failsWithout(ClientDefect broken) {
        return new Rule(requirements, name, check, breaches, broken);
    }

    private static List<String> ids(String set, int... rows) {
        return Arrays.stream(rows).mapToObj(row -> set + row).toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
