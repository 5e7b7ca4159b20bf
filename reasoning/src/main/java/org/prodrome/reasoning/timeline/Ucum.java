package org.prodrome.reasoning.timeline;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalDouble;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException;

/** Conversion between units of one dimension, by the definitions of the Unified Code for Units of Measure. Thread-safe. */
final class Ucum {
    private static final int LONGEST = 60;

    private final UcumEssenceService service;

    private Ucum(UcumEssenceService service) {
        this.service = service;
    }

    /** The definitions that come with the library. */
    static Ucum load() {
        try (@Nullable InputStream in = UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
            if (in == null) {
                throw new ReasoningException.BrokenDataFile("ucum-essence.xml: expected on the class path", null);
            }
            return new Ucum(new UcumEssenceService(in));
        } catch (IOException | UcumException e) {
            throw new ReasoningException.BrokenDataFile("ucum-essence.xml: expected UCUM's definitions", e);
        }
    }

    /** By what a number in one unit is multiplied to be in another; empty where either is no UCUM unit, or of another dimension. */
    synchronized OptionalDouble factor(String from, String to) {
        if (from.length() > LONGEST) {
            return OptionalDouble.empty();
        }
        try {
            return service.isComparable(from, to)
                    ? OptionalDouble.of(Double.parseDouble(
                            service.convert(new Decimal(1), from, to).asScientific()))
                    : OptionalDouble.empty();
        } catch (UcumException | RuntimeException e) {
            return OptionalDouble.empty();
        }
    }

    synchronized boolean isUnit(String unit) {
        return service.validate(unit) == null;
    }

    /** Whether a unit counts or compares, as {@code %}, {@code {score}} and {@code [pH]} do, and measures nothing. */
    synchronized boolean isDimensionless(String unit) {
        try {
            return unit.startsWith("[") || service.isComparable(unit, "1");
        } catch (UcumException | RuntimeException e) {
            return true;
        }
    }
}
