package org.prodrome.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.serving.ServingEvent;
import org.prodrome.reasoning.serving.ServingEvent.Why;

class ServingMetersTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ServingMeters serving = new ServingMeters(meters);

    @Test
    void countsQuestionsAndWhyTheyStayUnanswered() {
        serving.on(new ServingEvent.Asked(true));
        serving.on(new ServingEvent.Asked(true));
        serving.on(new ServingEvent.Unanswered(Why.LATE));
        assertThat(meters.get("prodrome.model.questions")
                        .tag("explained", "true")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(meters.get("prodrome.model.unanswered")
                        .tag("why", "late")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void measuresBatchesWaitsAndComputing() {
        serving.on(new ServingEvent.Computed(
                false, List.of(Duration.ofMillis(2), Duration.ofMillis(4)), Duration.ofMillis(10)));
        assertThat(meters.get("prodrome.model.batch").summary().max()).isEqualTo(2);
        assertThat(meters.get("prodrome.model.wait").timer().count()).isEqualTo(2);
        assertThat(meters.get("prodrome.model.computing").timer().count()).isEqualTo(1);
    }

    @Test
    void countsAbstentionsByReason() {
        serving.on(new ServingEvent.Abstained("ckd-4", "too little history"));
        assertThat(meters.get("prodrome.model.abstentions")
                        .tag("reason", "too little history")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void saysWhichModelIsInServiceAndForgetsTheOneBefore() {
        serving.on(new ServingEvent.PutInService(version("1"), false));
        serving.on(new ServingEvent.PutInService(version("2"), false));
        serving.on(new ServingEvent.PutInService(version("3"), true));
        assertThat(meters.find("prodrome.model.in.service").gauges())
                .extracting(gauge ->
                        gauge.getId().getTag("version") + " " + gauge.getId().getTag("role"))
                .containsExactlyInAnyOrder("2 serving", "3 shadow");
    }

    @Test
    void aShadowThatEndedIsInServiceNoLonger() {
        serving.on(new ServingEvent.PutInService(version("2"), true));
        serving.on(new ServingEvent.ShadowEnded());
        assertThat(meters.find("prodrome.model.in.service").gauges()).isEmpty();
        serving.on(new ServingEvent.ShadowEnded());
    }

    @Test
    void measuresHowFarTheShadowIsOff() {
        RiskProfile profile = new RiskProfile(version("1"), List.of(), List.of(), Map.of(), 0, 0);
        serving.on(new ServingEvent.Compared(profile, profile));
        serving.on(new ServingEvent.ShadowLeftOut());
        serving.on(new ServingEvent.ShadowFailed());
        assertThat(meters.get("prodrome.model.shadow.difference").summary().count())
                .isEqualTo(1);
        assertThat(meters.get("prodrome.model.shadow.left.out").counter().count())
                .isEqualTo(1);
        assertThat(meters.get("prodrome.model.shadow.failed").counter().count()).isEqualTo(1);
    }

    private static ModelVersion version(String version) {
        return new ModelVersion("test", version, "ab".repeat(32), true, "CPU");
    }
}
