package org.prodrome.fhir.deidentify;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Moves FHIR dates by whole days. Times of day and offsets stay; without a person or a full date only the year is told. */
final class Dates {
    private static final int DAY = "2000-01-01".length();
    private static final int YEAR = "2000".length();

    private Dates() {}

    /** The moved date; null when nothing may be told or it is no date. */
    static @Nullable String shift(String value, @Nullable Person person) {
        if (value.length() < YEAR) {
            return null;
        }
        try {
            return value.length() >= DAY && person != null ? day(value, person) : year(value, person);
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable String day(String value, Person person) {
        LocalDate moved = LocalDate.parse(value.substring(0, DAY)).plusDays(person.shiftDays());
        LocalDate floor = person.floor();
        if (floor != null && moved.isBefore(floor)) {
            return null;
        }
        return moved + value.substring(DAY);
    }

    private static @Nullable String year(String value, @Nullable Person person) {
        int year =
                LocalDate.of(Integer.parseInt(value.substring(0, YEAR)), 1, 1).getYear();
        LocalDate floor = person == null ? null : person.floor();
        return floor != null && year < floor.getYear() ? null : value.substring(0, YEAR);
    }
}
