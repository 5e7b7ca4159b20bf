package org.prodrome.reasoning.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void withoutAPeerItsFiguresAreNull() {
        Figures figures = new Figures().words("bench", "inference").none("peer");
        new Turns(new double[] {3, 1, 2}, new double[0]).addTo(figures, "");
        assertThat(figures)
                .hasToString("{\"bench\": \"inference\", \"peer\": null, \"p50_ms\": 2.000, \"p95_ms\": 3.000,"
                        + " \"fastest_ms\": 1.000, \"ratio_to_peer\": null, \"ratio_of_fastest\": null}");
    }

    @Test
    void ratioComparesTheSamePlaceOfBothDistributions() {
        Turns turns = new Turns(new double[] {1, 2, 3}, new double[] {4, 4, 40});
        assertThat(turns.ratio(0.5)).isEqualTo(0.5);
        assertThat(turns.ratio(0)).isEqualTo(0.25);
    }
}
