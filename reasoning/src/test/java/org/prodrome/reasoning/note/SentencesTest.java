package org.prodrome.reasoning.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.fhir.record.NoteFinding.Assertion;

class SentencesTest {

    private static final ContextRules RULES = ContextRules.load();
    private static final Sentences SENTENCES =
            new Sentences(RULES.abbreviations(), new LineEnds(RULES.lines(), Headings.load()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CT chest shows no evidence of/PE or pneumonia.",
                "Patient denies/SOB, chest pain.",
                "CT SHOWS NO EVIDENCE OF/PE.",
                "Seen for cough, fever,/SOB and a rash.",
                "There is no acute/DVT.",
                "ROS: Denies/SOB.",
                "Mr. Smith denies/SOB.",
                "Chest: No/PE.",
                "There is no/PE.",
                "Status post/CABG.",
                "No nodule larger than/3.5 mm.",
            })
    void runsOnWhereALineBreaksOff(String text) {
        assertThat(cut(text)).containsExactly(text.replace('/', ' '));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1) Asthma/2) No fever",
                "Problems:/Asthma/COPD",
                "No chest pain/Shortness of breath on exertion/History of stroke",
                "Diabetes: no/Asthma: yes",
                "Chest pain - no/Hypertension",
                "Stroke: Denies/Asthma",
                "Diabetes no/Asthma",
                "Hypertension No/Asthma Yes",
                "Hepatitis A/Hepatitis B",
                "Patient reports no/Plan: rest",
                "Pancreatitis, acute/Chronic kidney disease/Type 2 diabetes mellitus",
            })
    void endsWhereALineIsWhole(String text) {
        assertThat(cut(text)).containsExactly(text.split("/"));
    }

    @Test
    void runsOnThroughAParagraphOfANarrowColumn() {
        String text = "This is a 64 year old man who/denies cough and chest pain/SOB and fever. His father had/"
                + "several strokes in his life./Asthma";

        assertThat(cut(text))
                .containsExactly(
                        "This is a 64 year old man who denies cough and chest pain SOB and fever.",
                        "His father had several strokes in his life.",
                        "Asthma");
    }

    @Test
    void keepsAHeadingOnTheFirstLineOfANarrowColumnApart() {
        String text = "Past Medical History/Hypertension, gout and COPD/since 2015, treated with/inhalers and tablets";

        assertThat(cut(text))
                .containsExactly(
                        "Past Medical History",
                        "Hypertension, gout and COPD since 2015, treated with inhalers and tablets");
    }

    @Test
    void negatesWhatStandsOnTheNextLine() {
        assertThat(NoteReader.load().read("CT chest shows no evidence of\nPE or pneumonia."))
                .extracting(Mention::assertion)
                .containsExactly(Assertion.NEGATED, Assertion.NEGATED);
    }

    private static List<String> cut(String lines) {
        String text = lines.replace('/', '\n');
        return SENTENCES.of(text).stream()
                .map(span -> text.substring(span.start(), span.end()).replace('\n', ' '))
                .toList();
    }
}
