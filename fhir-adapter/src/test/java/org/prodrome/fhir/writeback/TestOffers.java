package org.prodrome.fhir.writeback;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.prodrome.fhir.capability.Learnt;
import org.prodrome.fhir.capability.ServerCapabilities;
import org.prodrome.fhir.capability.TypeCapabilities;

/** What servers may say of themselves. */
final class TestOffers {
    private TestOffers() {}

    /** Reads, searches, creates and updates these types, and honours If-None-Exist. */
    static Learnt of(String... types) {
        return learnt(true, types);
    }

    /** The same without If-None-Exist. */
    static Learnt unconditional(String... types) {
        return learnt(false, types);
    }

    private static Learnt learnt(boolean conditional, String... types) {
        Map<String, TypeCapabilities> byType =
                Arrays.stream(types).collect(Collectors.toMap(Function.identity(), type -> type(conditional)));
        return new Learnt.Known(new ServerCapabilities("4.0.1", "", Set.of(), Set.of(), byType));
    }

    private static TypeCapabilities type(boolean conditional) {
        return new TypeCapabilities(
                Set.of("read", "search-type", "create", "update"),
                Set.of("identifier", "patient"),
                Set.of(),
                Set.of(),
                Set.of(),
                conditional,
                "",
                false,
                "versioned-update",
                false);
    }
}
