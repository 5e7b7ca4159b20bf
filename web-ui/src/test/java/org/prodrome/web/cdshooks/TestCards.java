package org.prodrome.web.cdshooks;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.prodrome.fhir.prefetch.DraftOrders;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.writeback.DraftProposal;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Matter;
import org.prodrome.reasoning.card.Suggestion;
import org.prodrome.reasoning.finding.Evidence;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.web.advice.OfferedCard;

/** A card with every part, all of whose words are one text. */
final class TestCards {
    private TestCards() {}

    static OfferedCard saying(String words) {
        return offered(words, List.of(create(words), update(words), delete(words)));
    }

    static OfferedCard with(Suggestion... suggestions) {
        return offered("words", List.of(suggestions));
    }

    static Suggestion create(String words) {
        return new Suggestion(
                "create",
                words,
                new DraftProposal.Service(concept(words), DraftProposal.Service.Category.LABORATORY, words),
                true);
    }

    static Suggestion update(String words) {
        return new Suggestion(
                "update", words, new DraftProposal.Replace(draft(), concept(words), "100 mg twice daily", words), true);
    }

    static Suggestion delete(String words) {
        return new Suggestion("delete", words, new DraftProposal.Remove(draft(), words), false);
    }

    /** An order with a field and digits that nobody here knows. */
    static DraftOrder draft() {
        String order = TestCalls.amoxicillin("draft-1")
                .toString()
                .replace("\"intent\":\"order\"", "\"intent\":\"order\",\"x-local\":{\"dose\":1.50}");
        return DraftOrders.parse(
                        "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":" + order
                                + "}]}",
                        null)
                .getFirst();
    }

    static HookRequest request() {
        return new HookRequest(
                "order-sign",
                UUID.randomUUID(),
                null,
                null,
                TestClients.ISSUER + "/Practitioner/d1",
                new PatientId("p1"),
                null,
                null,
                List.of(),
                Map.of());
    }

    private static CodedConcept concept(String words) {
        return new CodedConcept(List.of(new Coding(Coding.LOINC, "1234-5", words)), words);
    }

    private static OfferedCard offered(String words, List<Suggestion> suggestions) {
        RuleVersion rule = new RuleVersion(
                "a-rule",
                "1.0.0",
                words,
                words,
                "https://guideline.example/1",
                "owner",
                LocalDate.of(2027, 1, 1),
                "00");
        Card card = new Card(
                new Matter("0a".repeat(32)),
                Severity.CRITICAL,
                words.length() > 139 ? words.substring(0, 139) : words,
                words,
                new Basis.ByRule(rule),
                List.of(new Evidence(words, words, null, List.of(new FhirReference("Observation", "o1", null)))),
                List.of(words),
                List.of(words),
                List.of(),
                null,
                suggestions);
        Map<String, UUID> uuids = new LinkedHashMap<>();
        suggestions.forEach(suggestion -> uuids.put(suggestion.key(), UUID.randomUUID()));
        return new OfferedCard(UUID.randomUUID(), card, Stage.GENERAL, uuids);
    }
}
