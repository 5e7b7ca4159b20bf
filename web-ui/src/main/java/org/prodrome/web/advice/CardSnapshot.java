package org.prodrome.web.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.finding.Evidence;
import org.prodrome.reasoning.finding.RiskContext;

/**
 * A card as it was shown, flat, for the sealed envelope and for reading it again years later.
 *
 * @param summary as shown
 * @param explanation as shown
 * @param severity indicator
 * @param sourceId rule id or {@code model/outcome}
 * @param sourceVersion of the rule or model
 * @param basis words: title or outcome, horizon and probability
 * @param because each fact in words
 * @param inputs versioned reference of every resource behind it
 * @param against as shown
 * @param missing as shown
 * @param suggestions each offered suggestion
 * @param synthetic whether the model behind it was trained on synthetic records; null where no model is, and where that was
 *     not kept yet
 * @param also basis, source and version of each other rule or outcome on a joined card, in words
 * @param risks what the model said beside a rule, in words
 */
public record CardSnapshot(
        String summary,
        String explanation,
        String severity,
        String sourceId,
        String sourceVersion,
        String basis,
        List<String> because,
        List<String> inputs,
        List<String> against,
        List<String> missing,
        List<Offer> suggestions,
        @Nullable Boolean synthetic,
        List<String> also,
        List<String> risks) {

    private static final String OF_MODEL = "model/";

    /** What was kept before cards were joined has neither. */
    public CardSnapshot {
        also = kept(also);
        risks = kept(risks);
    }

    private static List<String> kept(@Nullable List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /**
     * A suggestion as it was offered.
     *
     * @param key within the matter
     * @param label on the button
     */
    public record Offer(String key, String label) {}

    static CardSnapshot of(Card card) {
        return new CardSnapshot(
                card.summary(),
                card.explanation(),
                card.severity().name(),
                card.basis().sourceId(),
                card.basis().version(),
                words(card.basis()),
                card.because().stream().map(Evidence::words).toList(),
                inputs(card),
                card.against(),
                card.missing(),
                card.suggestions().stream()
                        .map(suggestion -> new Offer(suggestion.key(), suggestion.label()))
                        .toList(),
                synthetic(card.basis()),
                card.bases().stream().skip(1).map(CardSnapshot::line).toList(),
                card.risks().stream().map(RiskContext::words).toList());
    }

    /** Basis, source and version in one line, of a joined card of each; of a model's probability never without what it was trained on. */
    public String source() {
        String first = line(basis, sourceId, sourceVersion, synthetic);
        return also.isEmpty() ? first : first + "; " + String.join("; ", also);
    }

    private static String line(Basis basis) {
        return line(words(basis), basis.sourceId(), basis.version(), synthetic(basis));
    }

    private static String line(String words, String sourceId, String version, @Nullable Boolean synthetic) {
        return words + " \u00B7 " + sourceId + " " + version + trainedOn(sourceId, synthetic);
    }

    private static @Nullable Boolean synthetic(Basis basis) {
        return basis instanceof Basis.ByModel by ? by.model().synthetic() : null;
    }

    private static String trainedOn(String sourceId, @Nullable Boolean synthetic) {
        if (!sourceId.startsWith(OF_MODEL)) {
            return "";
        }
        if (synthetic == null) {
            return ", whether it was trained on synthetic records was not kept";
        }
        return synthetic ? ", trained on synthetic records" : "";
    }

    private static List<String> inputs(Card card) {
        Stream<FhirReference> evidence = card.because().stream().flatMap(fact -> fact.sources().stream());
        Stream<FhirReference> moved = card.contributions().stream().flatMap(c -> c.sources().stream());
        List<FhirReference> all = new ArrayList<>(Stream.concat(evidence, moved).toList());
        @Nullable FhirReference order = card.order();
        if (order != null) {
            all.add(order);
        }
        return all.stream().map(FhirReference::versioned).distinct().toList();
    }

    private static String words(Basis basis) {
        return switch (basis) {
            case Basis.ByRule by -> by.rule().title();
            case Basis.ByModel by ->
                String.format(
                        Locale.ROOT,
                        "%s within %d days: %.4f (%.4f to %.4f)",
                        by.risk().outcome().name(),
                        by.risk().horizonDays(),
                        by.risk().probability(),
                        by.risk().low(),
                        by.risk().high());
            case Basis.NotEvaluated ignored -> "not evaluated";
        };
    }
}
