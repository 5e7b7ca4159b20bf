package org.prodrome.web.chart;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.model.Differential;
import org.prodrome.reasoning.model.Differential.Candidate;
import org.prodrome.reasoning.model.Differential.Measured;
import org.prodrome.reasoning.model.Differential.NotMeasured;
import org.prodrome.reasoning.model.ModelAnswer.Abstention;
import org.prodrome.reasoning.model.ModelAnswer.Contribution;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.ModelAnswer.Tried;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;

/** A model's answer: colorectal cancer before type 2 diabetes, an open problem, an abstention. */
final class TestReasoning {
    static final Outcome CANCER = new Outcome("colorectal-cancer", "colorectal cancer");
    static final Outcome DIABETES = new Outcome("type-2-diabetes", "type 2 diabetes");
    static final Outcome HYPERTENSION = new Outcome("hypertension", "hypertension");
    static final FhirReference HAEMOGLOBIN = new FhirReference("Observation", "hb-1", "1");
    static final FhirReference ON_LIST = new FhirReference("Condition", "htn-1", "3");

    private TestReasoning() {}

    static RiskProfile whole() {
        return with(differential());
    }

    static RiskProfile with(@Nullable Differential differential) {
        return new RiskProfile(
                new ModelVersion("kestrel", "3.1", "0123456789abcdef", true, "CPU"),
                List.of(
                        risk(DIABETES, 90, 0.02),
                        risk(DIABETES, 365, 0.06),
                        risk(CANCER, 90, 0.04),
                        risk(CANCER, 365, 0.12)),
                List.of(new Abstention(HYPERTENSION, "already recorded")),
                Map.of(
                        CANCER.id(),
                        List.of(
                                new Contribution("ferritin", -0.4, List.of()),
                                new Contribution("haemoglobin", 0.8, List.of(HAEMOGLOBIN))),
                        DIABETES.id(),
                        List.of(new Contribution("glucose", 1.6, List.of()))),
                new Tried(112, 40, Map.of(CANCER.id(), 5, DIABETES.id(), 0)),
                List.of(),
                differential,
                213,
                260,
                null);
    }

    /** All was declined, for reasons. */
    static RiskProfile declined() {
        return new RiskProfile(
                whole().model(),
                List.of(),
                List.of(new Abstention(HYPERTENSION, "already recorded"), new Abstention(CANCER, "too little history")),
                Map.of(),
                3,
                3);
    }

    static Differential differential() {
        return new Differential(
                90,
                List.of(
                        new Candidate(
                                CANCER.name(),
                                risk(CANCER, 90, 0.04),
                                false,
                                List.of(),
                                List.of(new Contribution("haemoglobin", 0.8, List.of(HAEMOGLOBIN))),
                                List.of(new Contribution("C-reactive protein", -0.2, List.of())),
                                7,
                                0,
                                new Measured.Missing(List.of(
                                        new NotMeasured("FIT: none in 2 years", "loinc|57905-2", 730, "a guideline")))),
                        new Candidate(
                                DIABETES.name(),
                                risk(DIABETES, 90, 0.02),
                                false,
                                List.of(),
                                List.of(),
                                List.of(),
                                0,
                                0,
                                new Measured.AllInTime()),
                        new Candidate(
                                "Essential hypertension",
                                null,
                                true,
                                List.of(ON_LIST),
                                List.of(),
                                List.of(),
                                0,
                                0,
                                new Measured.NotLookedFor())),
                3,
                0.93,
                List.of(new Abstention(HYPERTENSION, "already recorded")));
    }

    static Risk risk(Outcome outcome, int days, double probability) {
        return new Risk(outcome, days, probability, probability / 2, probability * 2, probability / 4);
    }
}
