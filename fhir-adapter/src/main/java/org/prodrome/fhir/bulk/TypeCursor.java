package org.prodrome.fhir.bulk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;

/** Reads the files of one type line by line, one line ahead. Broken lines are reported and passed over. */
final class TypeCursor implements AutoCloseable {
    private static final Pattern LOGICAL_ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

    private final boolean isPatient;
    private final Iterator<Path> files;
    private final Problems problems;
    private @Nullable Path file;
    private @Nullable BufferedReader reader;
    private @Nullable SourceLine head;
    private long number;

    TypeCursor(String type, List<Path> files, Problems problems) {
        this.isPatient = type.equals("Patient");
        this.files = files.iterator();
        this.problems = problems;
        advance();
    }

    /** The line the cursor stands on; null at the end. */
    @Nullable
    SourceLine head() {
        return head;
    }

    void advance() {
        do {
            head = null;
            String text = readLine();
            if (text == null || file == null) {
                return;
            }
            head = parse(file, text);
        } while (head == null);
    }

    private @Nullable SourceLine parse(Path of, String text) {
        if (text.isBlank()) {
            return null;
        }
        Optional<String> subject = LineSubject.of(text, isPatient);
        if (subject.isEmpty() || isPatient && !LOGICAL_ID.matcher(subject.get()).matches()) {
            problems.broken(of, number);
            return null;
        }
        return new SourceLine(of, number, subject.get(), text);
    }

    private @Nullable String readLine() {
        try {
            while (reader != null || openNext()) {
                BufferedReader open = reader;
                String line = open == null ? null : open.readLine();
                if (line != null) {
                    number++;
                    return line;
                }
                close();
            }
            return null;
        } catch (IOException e) {
            throw new FhirAdapterException.ExportUnusable(
                    (file == null ? "export" : file.getFileName()) + ": expected to read it to its end", e);
        }
    }

    private boolean openNext() throws IOException {
        if (!files.hasNext()) {
            return false;
        }
        Path next = files.next();
        file = next;
        number = 0;
        reader = new BufferedReader(new InputStreamReader(ExportFiles.open(next), StandardCharsets.UTF_8), 1 << 16);
        return true;
    }

    @Override
    public void close() {
        try {
            if (reader != null) {
                reader.close();
            }
        } catch (IOException e) {
            throw new FhirAdapterException.ExportUnusable("export: expected to close a file", e);
        } finally {
            reader = null;
        }
    }
}
