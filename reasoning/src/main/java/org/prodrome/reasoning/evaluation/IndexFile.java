package org.prodrome.reasoning.evaluation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;
import org.prodrome.reasoning.failure.ReasoningException;
import org.prodrome.reasoning.training.Split;

/**
 * Writes what is asked, for an oracle to answer: gzip NDJSON, one line per row, outcome and horizon.
 *
 * <p>Of pseudonyms and shifted dates alone. Only {@link #finish} puts it in place; closed without, nothing is left of it.
 */
final class IndexFile implements AutoCloseable {

    private final Questions questions;
    private final Path file;
    private final Path part;
    private final JsonGenerator out;

    IndexFile(Path file, Questions questions) {
        this.file = file;
        this.questions = questions;
        part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            out = new ObjectMapper()
                    .getFactory()
                    .createGenerator(
                            new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(part)), 1 << 16));
            out.setRootValueSeparator(new com.fasterxml.jackson.core.io.SerializedString("\n"));
        } catch (IOException e) {
            throw new ReasoningException.RefusedData("index: expected a directory that can be written", e);
        }
    }

    /** Every question of a row; who has the diagnosis already isn't asked. */
    void add(String pseudonym, IndexRow row, Split split) {
        try {
            for (int o = 0; o < questions.outcomes().size(); o++) {
                if (!row.prevalent(o)) {
                    for (int horizon : questions.horizons()) {
                        line(pseudonym, row, split, questions.outcomes().get(o).id(), horizon);
                    }
                }
            }
        } catch (IOException e) {
            throw new ReasoningException.RefusedData("index: could not be written", e);
        }
    }

    private void line(String pseudonym, IndexRow row, Split split, String outcome, int horizon) throws IOException {
        out.writeStartObject();
        out.writeStringField("patient", pseudonym);
        out.writeStringField("date", row.date().toString());
        out.writeStringField("split", split == Split.TUNING ? "tuning" : "held-out");
        out.writeStringField("outcome", outcome);
        out.writeNumberField("horizonDays", horizon);
        out.writeNumberField("gapDays", 0);
        out.writeEndObject();
    }

    /** Every row was added: the file takes the place of what was there. */
    void finish() {
        try {
            out.writeRaw('\n');
            out.close();
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ReasoningException.RefusedData("index: could not be written", e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new ReasoningException.RefusedData("index: could not be written", e);
        }
    }
}
