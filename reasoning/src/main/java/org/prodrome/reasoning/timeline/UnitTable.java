package org.prodrome.reasoning.timeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Value;

/**
 * Brings an analyte's values to its one unit; what it doesn't know is unusable, never guessed.
 *
 * <p>A unit the table lists goes by its factor, which may be one of mass and amount. Another unit of the same dimension goes
 * by UCUM's definitions, but only where the analyte's unit has a dimension: between {@code %} and {@code mmol/mol} the
 * method decides, not arithmetic.
 */
final class UnitTable {
    private static final int REMEMBERED = 4_096;

    private final Map<String, String> spellings = new HashMap<>();
    private final Map<String, File.Analyte> analytes = new HashMap<>();
    private final Map<String, Optional<File.Accepted>> byDimension = new ConcurrentHashMap<>();
    private final Ucum ucum = Ucum.load();

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
            return new NormalisedValue.Unusable("of an analyte that is not in the unit table");
        }
        if (quantity.comparator() != null) {
            return new NormalisedValue.Unusable("a bound, not a value");
        }
        if (quantity.unit().isBlank()) {
            return new NormalisedValue.Unusable("without a unit");
        }
        return accepted(known, quantity.unit().strip())
                .map(unit -> within(known, unit.canonical(quantity.number().doubleValue())))
                .orElseGet(() -> new NormalisedValue.Unusable("in a unit that is none of the analyte's"));
    }

    private Optional<File.Accepted> accepted(File.Analyte analyte, String written) {
        String unit = spellings.getOrDefault(written, written);
        return analyte.accepts().stream()
                .filter(accepted -> accepted.unit().equals(unit))
                .findFirst()
                .or(() -> remembered(analyte, unit));
    }

    private Optional<File.Accepted> remembered(File.Analyte analyte, String unit) {
        String key = analyte.analyte() + ' ' + unit;
        Optional<File.Accepted> known = byDimension.get(key);
        if (known != null) {
            return known;
        }
        Optional<File.Accepted> found = byDimension(analyte, unit);
        if (byDimension.size() < REMEMBERED) {
            byDimension.put(key, found);
        }
        return found;
    }

    private Optional<File.Accepted> byDimension(File.Analyte analyte, String unit) {
        if (ucum.isDimensionless(analyte.unit())) {
            return Optional.empty();
        }
        return analyte.accepts().stream()
                .filter(accepted -> accepted.offset() == null)
                .flatMap(accepted -> ucum.factor(unit, accepted.unit()).stream()
                        .mapToObj(factor -> new File.Accepted(unit, factor * accepted.factor(), null)))
                .findFirst();
    }

    private static NormalisedValue within(File.Analyte analyte, double value) {
        boolean plausible = value >= analyte.plausible().get(0)
                && value <= analyte.plausible().get(1);
        return plausible
                ? new NormalisedValue.Number(value, analyte.unit())
                : new NormalisedValue.Unusable("outside what is possible in a living person");
    }

    /** The table itself, for checks. */
    Iterable<File.Analyte> analytes() {
        return analytes.values();
    }

    /** The canonical unit of an analyte. */
    Optional<String> unit(String analyte) {
        return Optional.ofNullable(analytes.get(analyte)).map(File.Analyte::unit);
    }
}
