package org.prodrome.fhir.mapping;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Timing.TimingRepeatComponent;
import org.jspecify.annotations.Nullable;

/** A Dosage in words: its own text, else dose and frequency as structured. */
final class DosageWords {
    private DosageWords() {}

    static @Nullable String of(Dosage dosage) {
        if (dosage.getText() != null) {
            return dosage.getText();
        }
        List<String> words = new ArrayList<>();
        if (dosage.hasDoseAndRate() && dosage.getDoseAndRateFirstRep().getDose() instanceof Quantity dose) {
            words.add(quantity(dose));
        }
        if (dosage.hasTiming()) {
            words.add(frequency(dosage.getTiming().getRepeat()));
        }
        if (dosage.getAsNeeded() != null && "true".equals(dosage.getAsNeeded().primitiveValue())) {
            words.add("as needed");
        }
        words.removeIf(String::isBlank);
        return words.isEmpty() ? null : String.join(", ", words);
    }

    static String quantity(Quantity dose) {
        String number = dose.getValue() == null ? "" : dose.getValue().toPlainString();
        String unit = dose.getUnit() != null ? dose.getUnit() : Values.unit(dose);
        return (number + " " + unit).strip();
    }

    private static String frequency(TimingRepeatComponent repeat) {
        if (repeat.getFrequency() == 0 || repeat.getPeriod() == null || repeat.getPeriodUnit() == null) {
            return "";
        }
        return repeat.getFrequency() + " per " + repeat.getPeriod().toPlainString() + " "
                + repeat.getPeriodUnit().getDisplay();
    }
}
