package org.prodrome.fhir.deidentify;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewrites a literal reference so that it still points to the resource whose id was rewritten. */
final class References {
    private static final Pattern LITERAL =
            Pattern.compile("(?:https?://.*/)?([A-Z][A-Za-z]+)/([A-Za-z0-9\\-.]{1,64})(?:/_history/.*)?");
    private static final Pattern CONDITIONAL = Pattern.compile("([A-Z][A-Za-z]+)\\?.*");
    private static final String UUID = "urn:uuid:";

    private References() {}

    static String rewrite(String reference, Pseudonyms pseudonyms) {
        if (reference.startsWith("#")) {
            return "#" + pseudonyms.id(reference.substring(1));
        }
        if (reference.startsWith(UUID)) {
            return UUID + asUuid(pseudonyms.id(reference.substring(UUID.length())));
        }
        Matcher literal = LITERAL.matcher(reference);
        if (literal.matches()) {
            return literal.group(1) + "/" + pseudonyms.id(literal.group(2));
        }
        // a search for an identifier, such as Practitioner?identifier=..., names a person in plain text
        Matcher conditional = CONDITIONAL.matcher(reference);
        return conditional.matches()
                ? conditional.group(1) + "/" + pseudonyms.id(reference)
                : UUID + asUuid(pseudonyms.id(reference));
    }

    private static String asUuid(String hex) {
        return hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-" + hex.substring(12, 16) + "-"
                + hex.substring(16, 20) + "-" + hex.substring(20);
    }
}
