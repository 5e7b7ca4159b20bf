package org.prodrome.fhir.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One type of a record, and how it is asked for.
 *
 * @param type what is searched for
 * @param includes values of {@code _include} that bring what the type refers to
 * @param reverseIncludes values of {@code _revinclude}
 * @param split how to ask in parts where a server refuses to be asked for all, or null
 * @param optional whether a server without the type leaves no gap
 */
record Search(
        String type,
        List<String> includes,
        List<String> reverseIncludes,
        @Nullable Split split,
        boolean optional) {
    Search {
        includes = List.copyOf(includes);
        reverseIncludes = List.copyOf(reverseIncludes);
    }

    /** One search for each value of a parameter. */
    record Split(String parameter, List<String> values) {
        Split {
            values = List.copyOf(values);
        }

        List<String> queries() {
            return values.stream().map(value -> parameter + "=" + value).toList();
        }
    }
}
