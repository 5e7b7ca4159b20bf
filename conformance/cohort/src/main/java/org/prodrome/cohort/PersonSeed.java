package org.prodrome.cohort;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A person's seed from the cohort's seed and the person's number, so that person 1,700 needs none of the 1,699 before. */
final class PersonSeed {
    private PersonSeed() {}

    static long of(long cohortSeed, int person, int attempt) {
        String text = cohortSeed + "/" + person + "/" + attempt;
        return ByteBuffer.wrap(Sha256.digest(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
