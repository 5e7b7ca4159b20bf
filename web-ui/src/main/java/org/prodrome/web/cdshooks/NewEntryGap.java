package org.prodrome.web.cdshooks;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.search.RecordReader;
import org.prodrome.reasoning.rule.NewEntryComparison;
import org.prodrome.reasoning.rule.NewEntryComparison.Answer;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.web.cdshooks.CdsResponse.CdsCard;
import org.prodrome.web.cdshooks.CdsResponse.Source;
import org.springframework.stereotype.Component;

/**
 * What of a new allergy or problem could not be compared with the current medications: said on a card, since no card would look
 * like "no conflict". Nothing is kept of these cards: there is nothing to decide on them.
 */
@Component
class NewEntryGap {
    private static final String BY_HAND = "Compare it with the medication list by hand. ";
    private static final String NO_PASS = "Nothing was found only where nothing could be looked at.";

    private final NewEntryComparison comparison;

    NewEntryGap(RulePack rules, RecordReader reader) {
        this.comparison = new NewEntryComparison(rules, reader.mapping().ingredients());
    }

    /** Empty where every entry and every current medication could be looked at. */
    List<CdsCard> of(CdsServiceKind service, PatientRecord record, List<FhirReference> entries) {
        if (!service.isForNewEntries()) {
            return List.of();
        }
        String kind = service == CdsServiceKind.ALLERGY_CREATE ? "allergy" : "problem";
        List<CdsCard> cards = new ArrayList<>();
        List<Compared> unchecked = entries.stream()
                .map(entry -> new Compared(entry, comparison.of(record, entry)))
                .filter(compared -> compared.answer() != Answer.COMPARED)
                .toList();
        if (!unchecked.isEmpty()) {
            cards.add(card(
                    unchecked.size() == 1
                            ? "The new " + kind + " was not checked against the medications: "
                                    + why(unchecked.getFirst().answer())
                            : unchecked.size() + " new entries were not checked against the medications",
                    BY_HAND
                            + NO_PASS
                            + unchecked.stream()
                                    .map(one -> "\n\n- " + name(record, one.entry()) + why(one.answer()))
                                    .distinct()
                                    .collect(Collectors.joining())));
        }
        if (record.lacks("MedicationRequest")) {
            cards.add(card(
                    "The new " + kind + " was not compared with all current medications: they could not be read",
                    BY_HAND + NO_PASS));
        }
        return cards;
    }

    private record Compared(FhirReference entry, Answer answer) {}

    private static String why(Answer answer) {
        return switch (answer) {
            case COMPARED -> throw new IllegalStateException("expected an entry that was not compared");
            case WORDS_ONLY -> "it is in words only, without a code";
            case NO_RULE -> "no rule here is about it";
            case NOT_READ -> "it could not be read";
        };
    }

    /** Words of the record, made inert. */
    private static String name(PatientRecord record, FhirReference entry) {
        return record.events().stream()
                .filter(event -> event.source().literal().equals(entry.literal()))
                .map(event -> event.concept().words())
                .findFirst()
                .map(words -> CardDetail.escaped(words) + ": ")
                .orElse("");
    }

    private static CdsCard card(String summary, String detail) {
        return new CdsCard(
                UUID.randomUUID().toString(),
                summary,
                detail,
                "info",
                new Source("Prodrome", null, null),
                List.of(),
                null,
                List.of(),
                List.of());
    }
}
