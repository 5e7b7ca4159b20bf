package org.prodrome.reasoning.meds;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One measurement of one subject.
 *
 * @param subject number of the subject in this dataset, from 1
 * @param time null for what holds at all times
 * @param code our concept, a coded answer after its question: {@code survey/smoking=answer/never}
 * @param number the value in the code's own unit; null for none, or one that can't be used
 * @param text the answer's concept for a coded answer, else null
 * @param sourceCode {@code system|code} of the source's first coding, or null
 */
record MedsRow(
        long subject,
        @Nullable Instant time,
        String code,
        @Nullable Float number,
        @Nullable String text,
        @Nullable String sourceCode) {}
