package org.prodrome.reasoning.note;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prodrome.fhir.record.NoteFinding.Assertion;
import org.prodrome.reasoning.failure.ReasoningException;

/**
 * A text with what a person found in it.
 *
 * @param id of the row
 * @param text after unescaping
 * @param section the heading it stands under, or empty
 * @param labels in the order of the row
 */
public record LabelledText(String id, String text, String section, List<Label> labels) {

    private static final String HEADER = "id\ttext\tsection\tfindings";
    private static final Pattern LABEL = Pattern.compile("(\\d{1,7})-(\\d{1,7}):([a-z-]+/[a-z0-9-]+):([A-Z]+)");

    public LabelledText {
        labels = List.copyOf(labels);
    }

    /** One concept that a person marked. */
    public record Label(int start, int end, String key, Assertion assertion) {}

    /**
     * Reads a tab-separated file with a header; the columns are those of NOTES.md.
     *
     * @throws ReasoningException.RefusedData when it is not readable or a row is not as it must be; names the row, never its text
     */
    public static List<LabelledText> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new ReasoningException.RefusedData(file.getFileName() + ": expected a readable UTF-8 file", e);
        }
        if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
            throw refused("line 1", "the columns id, text, section and findings, tab-separated");
        }
        List<LabelledText> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                rows.add(row("line " + (i + 1), lines.get(i)));
            }
        }
        return rows;
    }

    private static LabelledText row(String where, String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != 4) {
            throw refused(where, "4 columns, got " + columns.length);
        }
        String text = columns[1].replace("\\n", "\n");
        List<Label> labels = new ArrayList<>();
        for (String label : columns[3].isBlank() ? new String[0] : columns[3].split(";")) {
            labels.add(label(where, label.strip(), text.length()));
        }
        return new LabelledText(columns[0], text, columns[2], labels);
    }

    private static Label label(String where, String label, int length) {
        Matcher parts = LABEL.matcher(label);
        if (!parts.matches()) {
            throw refused(where, "start-end:key:ASSERTION");
        }
        int start = Integer.parseInt(parts.group(1));
        int end = Integer.parseInt(parts.group(2));
        if (start >= end || end > length) {
            throw refused(where, "offsets within the text");
        }
        try {
            return new Label(start, end, parts.group(3), Assertion.valueOf(parts.group(4)));
        } catch (IllegalArgumentException e) {
            throw new ReasoningException.RefusedData(where + ": expected a known assertion", e);
        }
    }

    private static ReasoningException refused(String where, String expected) {
        return new ReasoningException.RefusedData(where + ": expected " + expected, null);
    }
}
