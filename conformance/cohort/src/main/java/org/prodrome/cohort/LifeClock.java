package org.prodrome.cohort;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.mitre.synthea.world.agents.Person;

/** Days since somebody's birth and moments in time: day 0 is the date of birth, whatever the hour. */
record LifeClock(LocalDate birth) {
    private static final long MILLIS_PER_DAY = 86_400_000L;

    static LifeClock of(Map<String, Object> demographics) {
        long birthMillis = (long) Objects.requireNonNull(demographics.get(Person.BIRTHDATE));
        return new LifeClock(LocalDate.ofInstant(Instant.ofEpochMilli(birthMillis), ZoneOffset.UTC));
    }

    int day(long millis) {
        return (int) (Math.floorDiv(millis, MILLIS_PER_DAY) - birth.toEpochDay());
    }

    /** @param secondOfDay 0 to 86,399 */
    long millis(int day, int secondOfDay) {
        return (birth.toEpochDay() + day) * MILLIS_PER_DAY + secondOfDay * 1000L;
    }
}
