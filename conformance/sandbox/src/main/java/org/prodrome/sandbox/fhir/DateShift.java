package org.prodrome.sandbox.fhir;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moves every date, dateTime and instant of a resource's JSON by whole days, so that a data set made on one day looks
 * fresh on another and ages stay what they were. Times of day and zones are kept; dates of less than a day's precision
 * and dates inside prose are left alone.
 */
record DateShift(long days) {

    private static final Pattern DATE = Pattern.compile("\"(\\d{4}-\\d{2}-\\d{2})(?=\"|T\\d{2}:\\d{2})");

    static DateShift between(LocalDate reference, LocalDate today) {
        return new DateShift(ChronoUnit.DAYS.between(reference, today));
    }

    String apply(String json) {
        if (days == 0) {
            return json;
        }
        Matcher matcher = DATE.matcher(json);
        StringBuilder moved = new StringBuilder(json.length());
        while (matcher.find()) {
            matcher.appendReplacement(
                    moved, "\"" + LocalDate.parse(matcher.group(1)).plusDays(days));
        }
        return matcher.appendTail(moved).toString();
    }
}
