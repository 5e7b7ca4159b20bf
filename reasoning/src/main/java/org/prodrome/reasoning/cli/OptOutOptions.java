package org.prodrome.reasoning.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.consent.OptOuts;
import org.prodrome.fhir.consent.Purpose;
import org.prodrome.fhir.consent.ReleasePolicy;
import org.prodrome.fhir.deidentify.Pseudonyms;
import org.prodrome.reasoning.failure.ReasoningException;
import picocli.CommandLine.Option;

/** Who opted out, as options of a command. */
final class OptOutOptions {
    @Option(
            names = "--opt-out",
            paramLabel = "FILE",
            description = "patients who opted out: identifiers as system|value, or addresses, one per line")
    private @Nullable Path list;

    @Option(
            names = "--opt-out-key",
            paramLabel = "FILE",
            description = "hexadecimal key of the list's hashed entries; with train, the key of the de-identification")
    private @Nullable Path key;

    /** What may leave the site. */
    ReleasePolicy export(LocalDate asOf) {
        return ReleasePolicy.of(Purpose.EXPORT, list == null ? OptOuts.none() : OptOuts.in(list, key), asOf);
    }

    /** What may be trained on, of a de-identified export. */
    ReleasePolicy training() {
        return ReleasePolicy.of(Purpose.TRAINING, pseudonymous(), LocalDate.now(ZoneOffset.UTC));
    }

    private OptOuts pseudonymous() {
        if (list == null) {
            return OptOuts.none();
        }
        if (key == null) {
            throw new IllegalArgumentException(
                    "--opt-out: expected --opt-out-key with the key of the de-identification beside it");
        }
        return OptOuts.inPseudonyms(list, Pseudonyms.of(key)::id);
    }

    /** Changes with the list, so that nothing made with another one is used again. */
    byte[] bytes() {
        try {
            return list == null ? new byte[0] : Files.readAllBytes(list);
        } catch (IOException e) {
            throw new ReasoningException.RefusedData("--opt-out: expected a file that can be read", e);
        }
    }
}
