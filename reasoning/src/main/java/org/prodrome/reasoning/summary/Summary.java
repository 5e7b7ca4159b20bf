package org.prodrome.reasoning.summary;

import java.util.List;
import org.prodrome.fhir.record.Gap;

/**
 * The cited summary.
 *
 * @param sentences in reading order
 * @param gaps what could not be read, always listed
 */
public record Summary(List<Sentence> sentences, List<Gap> gaps) {
    public Summary {
        sentences = List.copyOf(sentences);
        gaps = List.copyOf(gaps);
    }
}
