package org.prodrome.reasoning.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.Value;

final class UnitTableTest {
    private final UnitTable table = UnitTable.load();
    private final Ucum ucum = Ucum.load();

    @Test
    void factorsBetweenUnitsOfOneDimensionAreThoseOfUcum() {
        int compared = 0;
        for (UnitTable.File.Analyte analyte : table.analytes()) {
            for (UnitTable.File.Accepted accepted : analyte.accepts()) {
                var factor = ucum.factor(accepted.unit(), analyte.unit());
                if (factor.isPresent() && accepted.offset() == null && !ucum.isDimensionless(analyte.unit())) {
                    compared++;
                    assertThat(accepted.factor())
                            .as(analyte.analyte() + " in " + accepted.unit())
                            .isCloseTo(factor.getAsDouble(), within(factor.getAsDouble() * 1e-5));
                }
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    @Test
    void everyAcceptedUnitIsOneOfUcum() {
        for (UnitTable.File.Analyte analyte : table.analytes()) {
            for (UnitTable.File.Accepted accepted : analyte.accepts()) {
                assertThat(ucum.isUnit(accepted.unit()))
                        .as(analyte.analyte() + " in " + accepted.unit())
                        .isTrue();
            }
        }
    }

    @Test
    void saysWhyAValueCannotBeUsed() {
        assertThat(table.normalise("lab/glucose", quantity("5", "")))
                .isEqualTo(new NormalisedValue.Unusable("without a unit"));
        assertThat(table.normalise("lab/glucose", quantity("5", "kg")))
                .isEqualTo(new NormalisedValue.Unusable("in a unit that is none of the analyte's"));
        assertThat(table.normalise("lab/glucose", quantity("5", "kg/L")))
                .isEqualTo(new NormalisedValue.Unusable("outside what is possible in a living person"));
        assertThat(table.normalise("lab/nobody-knows", quantity("5", "mg/dL")))
                .isEqualTo(new NormalisedValue.Unusable("of an analyte that is not in the unit table"));
    }

    @Test
    void doesNotTurnWhatOnlyLooksLikeAFractionIntoAPercentage() {
        assertThat(table.normalise("lab/hba1c", quantity("48", "10*-3"))).isInstanceOf(NormalisedValue.Unusable.class);
        assertThat(table.normalise("lab/inr", quantity("95", "%"))).isInstanceOf(NormalisedValue.Unusable.class);
    }

    private static Value.Quantity quantity(String number, String unit) {
        return new Value.Quantity(new BigDecimal(number), unit, null);
    }
}
