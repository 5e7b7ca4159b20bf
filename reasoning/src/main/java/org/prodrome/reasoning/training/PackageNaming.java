package org.prodrome.reasoning.training;

import java.util.regex.Pattern;

/**
 * What a package is called. Both become parts of file names, here and at others.
 *
 * @param name letters, digits and {@code ._+-}, 60 at most, the first a letter or digit
 * @param version the same
 */
public record PackageNaming(String name, String version) {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,59}");

    public PackageNaming {
        check(name, version);
    }

    static void check(String name, String version) {
        require("name", name);
        require("version", version);
    }

    private static void require(String field, String word) {
        if (!WORD.matcher(word).matches()) {
            throw new IllegalArgumentException(
                    field + ": expected 1 to 60 letters, digits or ._+-, the first a letter or digit");
        }
    }
}
