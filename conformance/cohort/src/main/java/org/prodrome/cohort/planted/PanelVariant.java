package org.prodrome.cohort.planted;

import static org.prodrome.cohort.planted.PlantedException.require;
import static org.prodrome.cohort.planted.PlantedException.requireSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Another hospital's panel: the same tests, otherwise noisy and otherwise ordered. For external evaluation.
 *
 * @param withinFactor all day-to-day deviations times this; so between
 * @param shifts per code, added to the means on the analyte's scale: another laboratory's calibration
 * @param orders per order, its probability here
 */
record PanelVariant(
        int version,
        double withinFactor,
        double betweenFactor,
        Map<String, Double> shifts,
        Map<String, Double> orders,
        Panel.Missing missing,
        String source) {
    PanelVariant {
        requireSource(source, "variant");
        require(withinFactor > 0 && betweenFactor > 0, "withinFactor, betweenFactor: expected above 0");
        shifts = Map.copyOf(shifts);
        orders = Map.copyOf(orders);
    }

    Panel of(Panel base) {
        Map<String, Panel.Order> changed = new HashMap<>();
        base.orders().forEach(o -> changed.put(o.id(), o));
        orders.keySet()
                .forEach(id -> require(changed.containsKey(id), "orders: expected one of panel.json, got " + id));
        shifts.keySet()
                .forEach(code -> require(
                        base.analytes().stream().anyMatch(a -> a.loinc().equals(code)),
                        "shifts: expected a main code of panel.json, got " + code));
        List<Panel.Order> ordered = base.orders().stream().map(this::reordered).toList();
        return new Panel(
                version,
                base.bodyMassIndex(),
                missing,
                ordered,
                base.analytes().stream().map(this::changed).toList(),
                base.derived());
    }

    private Panel.Order reordered(Panel.Order order) {
        double probability = orders.getOrDefault(order.id(), order.probability());
        return new Panel.Order(order.id(), order.loinc(), order.display(), order.form(), probability, source);
    }

    private Analyte changed(Analyte base) {
        double shift = shifts.getOrDefault(base.loinc(), 0.0);
        double factor = base.scale() == Analyte.Scale.LOG ? StrictMath.exp(shift) : 1;
        double added = base.scale() == Analyte.Scale.LOG ? 0 : shift;
        return new Analyte(
                base.loinc(),
                base.aliases(),
                base.name(),
                base.unit(),
                base.scale(),
                base.female() * factor + added,
                base.male() * factor + added,
                base.between() * betweenFactor,
                base.within() * withinFactor,
                base.slopePerDecade(),
                base.order(),
                base.decimals(),
                base.lowest(),
                base.highest(),
                base.sources());
    }
}
