package org.prodrome.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.prodrome.reasoning.rule.Hook;

/** Each moment runs the rules of one of the hooks a rule may name. */
class MomentTest {
    @ParameterizedTest
    @CsvSource({
        "CHART, PATIENT_VIEW, true",
        "PATIENT_VIEW, PATIENT_VIEW, true",
        "ENCOUNTER_START, ENCOUNTER_START, true",
        "ENCOUNTER_DISCHARGE, ENCOUNTER_START, true",
        "APPOINTMENT_BOOK, ENCOUNTER_START, true",
        "ORDER_SELECT, ORDER_SELECT, false",
        "ORDER_SIGN, ORDER_SIGN, false",
        "ORDER_DISPATCH, ORDER_SIGN, false",
        "MEDICATION_REFILL, ORDER_SIGN, false",
        "MEDICATION_VERIFY, ORDER_SIGN, false",
        "NEW_ALLERGY, ORDER_SIGN, false",
        "NEW_PROBLEM, ORDER_SIGN, false"
    })
    void aMomentBorrowsTheRulesOfTheNearestHook(Moment moment, Hook hook, boolean atChart) {
        assertThat(moment.hook()).isEqualTo(hook);
        assertThat(moment.isAtChart()).isEqualTo(atChart);
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void itsNameFitsTheLedgersColumn(Moment moment) {
        assertThat(moment.name()).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void noneIsLeftOut() {
        assertThat(Moment.values()).hasSize(12);
    }
}
