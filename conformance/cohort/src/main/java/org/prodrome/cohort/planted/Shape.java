package org.prodrome.cohort.planted;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * How much of a precursor's whole change is there at progress s: 0 up to {@code start}, 1 from {@code end} on. Progress is 0 at the
 * latent onset and 1 where the disease becomes diagnosable.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Shape.Power.class, name = "power"),
    @JsonSubTypes.Type(value = Shape.Sigmoid.class, name = "sigmoid")
})
public sealed interface Shape {
    /** Share of the whole change, in [0, 1], never falling in s. */
    double at(double s);

    /** {@code x^exponent}, with x running from 0 to 1 between start and end: above 1 it comes late, below 1 early. */
    record Power(double exponent, double start, double end) implements Shape {
        public Power {
            PlantedException.require(end > start && start >= 0, "shape.end: expected above start, start 0 or more");
            PlantedException.require(exponent > 0, "shape.exponent: expected above 0, got " + exponent);
        }

        @Override
        public double at(double s) {
            double x = Math.clamp((s - start) / (end - start), 0.0, 1.0);
            return StrictMath.pow(x, exponent);
        }
    }

    /** {@code x^2 (3 - 2x)}: slow, fast, slow. */
    record Sigmoid(double start, double end) implements Shape {
        public Sigmoid {
            PlantedException.require(end > start && start >= 0, "shape.end: expected above start, start 0 or more");
        }

        @Override
        public double at(double s) {
            double x = Math.clamp((s - start) / (end - start), 0.0, 1.0);
            return x * x * (3 - 2 * x);
        }
    }
}
