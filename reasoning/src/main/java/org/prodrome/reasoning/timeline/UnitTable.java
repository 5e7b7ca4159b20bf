package org.prodrome.reasoning.timeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Value;

/** Brings an analyte's values to its one unit; what it doesn't know is unusable, never guessed. */
final class UnitTable {

    private final Map<String, String> spellings = new HashMap<>();
    private final Map<String, File.Analyte> analytes = new HashMap<>();

    /** {@code units.json} as it is written. */
    record File(String source, String date, List<Spelling> spellings, List<Analyte> analytes) {

        /** One UCUM code and how else it is written. */
        record Spelling(String unit, List<String> also) {}

        /**
         * One analyte.
         *
         * @param unit its canonical unit, UCUM
         * @param plausible lowest and highest possible value in that unit
         */
        record Analyte(String analyte, String unit, List<Double> plausible, List<Accepted> accepts, String source) {
            Analyte {
                if (plausible.size() != 2 || plausible.get(0) >= plausible.get(1)) {
                    throw new IllegalArgumentException("units: expected plausible [low, high] for " + analyte);
                }
            }
        }

        /** {@code canonical = factor * value + offset}. */
        record Accepted(
                String unit, double factor, @Nullable Double offset) {
            double canonical(double value) {
                return factor * value + (offset == null ? 0 : offset);
            }
        }
    }

    UnitTable(File file) {
        for (File.Spelling spelling : file.spellings()) {
            put(spelling.unit(), spelling.unit());
            spelling.also().stream()
                    .filter(also -> !also.equals(spelling.unit()))
                    .forEach(also -> put(also, spelling.unit()));
        }
        for (File.Analyte analyte : file.analytes()) {
            if (analytes.put(analyte.analyte(), analyte) != null) {
                throw new IllegalArgumentException("units: expected each analyte once: " + analyte.analyte());
            }
        }
    }

    static UnitTable load() {
        return new UnitTable(DataFile.read(UnitTable.class, "units.json", File.class));
    }

    private void put(String written, String unit) {
        String before = spellings.put(written, unit);
        if (before != null && !before.equals(unit)) {
            throw new IllegalArgumentException("units: expected one meaning of '" + written + "', got two");
        }
    }

    /** The analyte's value in its own unit. */
    NormalisedValue normalise(String analyte, Value.Quantity quantity) {
        File.Analyte known = analytes.get(analyte);
        if (known == null) {
            return new NormalisedValue.Unusable("not in the unit table");
        }
        if (quantity.comparator() != null) {
            return new NormalisedValue.Unusable("a bound, not a value");
        }
        return factor(known, quantity.unit())
                .map(unit -> within(known, unit.canonical(quantity.number().doubleValue())))
                .orElseGet(() -> new NormalisedValue.Unusable("unknown unit for this analyte"));
    }

    private Optional<File.Accepted> factor(File.Analyte analyte, String written) {
        String trimmed = written.strip();
        String unit = spellings.getOrDefault(trimmed, trimmed);
        return analyte.accepts().stream()
                .filter(accepted -> accepted.unit().equals(unit))
                .findFirst();
    }

    private static NormalisedValue within(File.Analyte analyte, double value) {
        boolean plausible = value >= analyte.plausible().get(0)
                && value <= analyte.plausible().get(1);
        return plausible
                ? new NormalisedValue.Number(value, analyte.unit())
                : new NormalisedValue.Unusable("outside what is physically plausible");
    }

    /** The canonical unit of an analyte. */
    Optional<String> unit(String analyte) {
        return Optional.ofNullable(analytes.get(analyte)).map(File.Analyte::unit);
    }
}
