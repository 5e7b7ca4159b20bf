package org.prodrome.fhir.deidentify;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.prodrome.fhir.bulk.ExportFiles;

/** File names of the copy: {@code Type} and a number keep theirs, for other words in a name may say where a patient is. */
final class OutputNames {
    private static final Pattern PLAIN = Pattern.compile("[A-Z][A-Za-z]+([._-]\\d{1,6})?\\.ndjson(\\.gz)?");

    private OutputNames() {}

    static String of(String type, int number, Path file) {
        String name = String.valueOf(file.getFileName());
        return PLAIN.matcher(name).matches()
                ? name
                : String.format(
                        Locale.ROOT, "%s.copy-%04d.ndjson%s", type, number, ExportFiles.isPacked(file) ? ".gz" : "");
    }
}
