package org.prodrome.fhir.mapping;

import java.util.Comparator;
import org.prodrome.fhir.record.Gap;

/**
 * Something that one resource lacks; those of one kind are counted and become one {@link Gap}.
 *
 * @param part the gap's part
 * @param reason the gap's reason
 * @param what the gap's detail after the count, never patient data
 */
record Shortfall(String part, Gap.Reason reason, String what) implements Comparable<Shortfall> {
    private static final Comparator<Shortfall> ORDER = Comparator.comparing(Shortfall::part)
            .thenComparing(Shortfall::reason)
            .thenComparing(Shortfall::what);

    Gap times(int count) {
        return new Gap(part, reason, count + " " + what);
    }

    /** Whether a gap that an earlier mapping found says the same, of however many. */
    boolean isSaidBy(Gap gap) {
        return gap.part().equals(part) && gap.reason() == reason && gap.detail().endsWith(" " + what);
    }

    @Override
    public int compareTo(Shortfall other) {
        return ORDER.compare(this, other);
    }
}
