package org.prodrome.reasoning.training;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.TreeSet;
import org.prodrome.reasoning.model.OutcomeDefinition;
import org.prodrome.reasoning.token.Vocabulary;

/** Tells what a run learns from, to the last token, from anything else. */
final class SequenceDigest {

    private static final int BUFFER = 1 << 16;

    private SequenceDigest() {}

    /** SHA-256 in hex over the outcomes' ids and codes, the vocabulary and the sequences. */
    static String of(SequenceData data) {
        MessageDigest sha = Sha256.start();
        try (DataOutputStream out = new DataOutputStream(
                new BufferedOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), sha), BUFFER))) {
            out.write(outcomes(data.outcomes()).getBytes(StandardCharsets.UTF_8));
            out.write(vocabulary(data.vocabulary()).getBytes(StandardCharsets.UTF_8));
            SequenceFormat.writeAll(data.training(), out);
            SequenceFormat.writeAll(data.tuning(), out);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written", e);
        }
        return Sha256.hex(sha);
    }

    private static String outcomes(Outcomes outcomes) {
        StringBuilder text = new StringBuilder().append(outcomes.fromAgeYears());
        for (Outcomes.Definition definition : outcomes.outcomes()) {
            OutcomeDefinition outcome = definition.packaged();
            text.append('\n').append(outcome.id()).append(outcome.snomed()).append(outcome.icd10cm());
        }
        return text.append('\n').toString();
    }

    /** The kinds sorted: a set has no order that another process would know. */
    private static String vocabulary(Vocabulary vocabulary) {
        return vocabulary.entries() + "\n" + vocabulary.clamps().maxAgeYears()
                + new TreeSet<>(vocabulary.clamps().kinds()) + "\n";
    }
}
