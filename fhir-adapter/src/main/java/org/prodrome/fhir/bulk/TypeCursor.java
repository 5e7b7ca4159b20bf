package org.prodrome.fhir.bulk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.FhirReference;

/** Reads the files of one type line by line, one line ahead. Broken lines are reported and passed over. */
final class TypeCursor implements AutoCloseable {
    private final boolean isPatient;
    private final Iterator<Path> files;
    private final Problems problems;
    private @Nullable Path file;
    private @Nullable LineReader reader;
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
            LineReader.Line line = readLine();
            if (line == null || file == null) {
                return;
            }
            head = parse(file, line);
        } while (head == null);
    }

    private @Nullable SourceLine parse(Path of, LineReader.Line line) {
        if (line.tooLong()) {
            problems.broken(of, number);
            return null;
        }
        if (isBlank(line.text())) {
            return null;
        }
        Optional<String> subject = LineSubject.of(line.text(), isPatient);
        boolean named = subject.filter(FhirReference::isLogicalId).isPresent();
        boolean ofNobody = !isPatient && subject.filter(String::isEmpty).isPresent();
        if (!named && !ofNobody) {
            problems.broken(of, number);
            return null;
        }
        return new SourceLine(of, number, subject.orElse(""), line.text());
    }

    private static boolean isBlank(byte[] text) {
        for (byte one : text) {
            if (one != ' ' && one != '\t') {
                return false;
            }
        }
        return true;
    }

    /** A file that cannot be read to its end, such as a packed one cut off, costs what is missing, and is reported. */
    private LineReader.@Nullable Line readLine() {
        while (reader != null || openNext()) {
            try {
                LineReader open = reader;
                LineReader.Line line = open == null ? null : open.next();
                if (line != null) {
                    number++;
                    return line;
                }
            } catch (IOException e) {
                problems.cutOff(file, number);
            }
            close();
        }
        return null;
    }

    private boolean openNext() {
        while (files.hasNext()) {
            Path next = files.next();
            file = next;
            number = 0;
            try {
                reader = new LineReader(ExportFiles.open(next));
                return true;
            } catch (EOFException | ZipException e) {
                problems.cutOff(next, 0);
            } catch (IOException e) {
                throw new FhirAdapterException.ExportUnusable(next.getFileName() + ": expected to read it", e);
            }
        }
        return false;
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
