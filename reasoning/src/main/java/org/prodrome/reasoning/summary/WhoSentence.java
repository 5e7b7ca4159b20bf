package org.prodrome.reasoning.summary;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.timeline.Timeline;

/** Age and sex. */
final class WhoSentence {
    private static final int ADULT_YEARS = 18;

    private WhoSentence() {}

    static Sentence of(PatientRecord record, Timeline timeline) {
        Demographics person = record.demographics();
        LocalDate birth = person.birthDate();
        Integer age =
                birth == null ? null : Period.between(birth, timeline.asOf()).getYears();
        String text = (age == null ? "Of unknown age, " : age + "-year-old ")
                + noun(person.sex(), age)
                + (isDead(person, timeline.asOf()) ? ", recorded as deceased." : ".");
        return new Sentence(text, List.of(record.patient().reference()), Sentence.Kind.WHO);
    }

    private static boolean isDead(Demographics person, LocalDate asOf) {
        LocalDate died = person.deceased();
        return person.deceasedFlag() && (died == null || !died.isAfter(asOf));
    }

    private static String noun(Demographics.Sex sex, @org.jspecify.annotations.Nullable Integer age) {
        boolean child = age != null && age < ADULT_YEARS;
        return switch (sex) {
            case FEMALE -> child ? "girl" : "woman";
            case MALE -> child ? "boy" : "man";
            case OTHER -> "person of other sex";
            case UNKNOWN -> "person of unknown sex";
        };
    }
}
