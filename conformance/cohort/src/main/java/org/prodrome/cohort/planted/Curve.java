package org.prodrome.cohort.planted;

import java.util.List;
import java.util.Locale;

/** A value by age: linear between its knots, constant outside them. */
public record Curve(List<Knot> knots) {
    public Curve {
        knots = List.copyOf(knots);
        PlantedException.require(!knots.isEmpty(), "knots: expected at least one, got none");
        for (int i = 1; i < knots.size(); i++) {
            PlantedException.require(
                    knots.get(i).age() > knots.get(i - 1).age(),
                    String.format(
                            Locale.ROOT,
                            "knots[%d].age: expected above the one before, got %s",
                            i,
                            knots.get(i).age()));
        }
    }

    public double at(double age) {
        Knot before = knots.getFirst();
        if (age <= before.age()) {
            return before.value();
        }
        for (Knot knot : knots) {
            if (age < knot.age()) {
                double share = (age - before.age()) / (knot.age() - before.age());
                return before.value() + share * (knot.value() - before.value());
            }
            before = knot;
        }
        return before.value();
    }

    /** @param age in years */
    public record Knot(double age, double value) {}
}
