package org.prodrome.reasoning.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.reasoning.TestRecords.BIRTH;
import static org.prodrome.reasoning.TestRecords.diagnosis;
import static org.prodrome.reasoning.TestRecords.familyHistory;
import static org.prodrome.reasoning.TestRecords.record;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.reasoning.timeline.Timelines;

class VocabularyBuilderTest {

    private static final LocalDate DAY = BIRTH.plusYears(50);

    private static List<String> aboveIn(String concept, ClinicalEvent... events) {
        Timelines timelines = Timelines.load();
        VocabularyBuilder builder = new VocabularyBuilder(timelines, 7, true);
        builder.add(timelines.build(record("p", events), DAY));
        Vocabulary vocabulary = builder.build(1, Map.of());
        Vocabulary.Entry entry = vocabulary.entries().get(vocabulary.index().getOrDefault(concept, Vocabulary.UNKNOWN));
        assertThat(entry.concept()).isEqualTo(concept);
        return entry.parents().stream()
                .map(id -> vocabulary.entries().get(id).concept())
                .toList();
    }

    @Test
    void aMothersDiabetesAddsNothingOfThePatientsOwn() {
        assertThat(aboveIn(
                        "family:condition/type-2-diabetes",
                        familyHistory("a", "44054006", DAY),
                        diagnosis("b", "44054006", DAY)))
                .isNotEmpty()
                .allSatisfy(parent -> assertThat(parent).startsWith("family:"));
    }

    @Test
    void theirOwnAddsItsGroups() {
        assertThat(aboveIn("condition/type-2-diabetes", diagnosis("b", "44054006", DAY)))
                .contains("group/diabetes", "group/endocrine");
    }

    @Test
    void kindsStandInOneOrderHoweverTheyCame() {
        Set<EventKind> backwards =
                new LinkedHashSet<>(List.of(EventKind.values()).reversed());

        assertThat(new Vocabulary.Clamps(90, backwards).kinds()).containsExactly(EventKind.values());
    }
}
