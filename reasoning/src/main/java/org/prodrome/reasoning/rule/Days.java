package org.prodrome.reasoning.rule;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.EventTime;

/** When a resource's fact was so, as its source dates it. */
final class Days {
    private Days() {}

    /** Whether it was, or was first written down, after a day. */
    static boolean isAfter(Resource resource, LocalDate day) {
        String last = day.toString();
        return isAfter(told(resource), last) || isAfter(written(resource), last);
    }

    /** By the text alone: this is asked of every resource of a record, and reading dates costs more than all rules. */
    private static boolean isAfter(@Nullable BaseDateTimeType time, String day) {
        if (time == null || !time.hasValue()) {
            return false;
        }
        String text = time.getValueAsString();
        return text.substring(0, Math.min(text.length(), day.length())).compareTo(day) > 0;
    }

    /** Whether somebody was still alive at the end of a day, as a later date of death tells. */
    static boolean diesAfter(Patient person, LocalDate day) {
        EventTime died = person.hasDeceasedDateTimeType() ? time(person.getDeceasedDateTimeType()) : null;
        return died != null && died.date().isAfter(day);
    }

    private static @Nullable BaseDateTimeType written(Resource resource) {
        return switch (resource) {
            case Observation o -> o.getIssuedElement();
            case Condition c -> c.getRecordedDateElement();
            case AllergyIntolerance a -> a.getRecordedDateElement();
            case Immunization i -> i.getRecordedElement();
            case DiagnosticReport d -> d.getIssuedElement();
            default -> null;
        };
    }

    static @Nullable EventTime time(Resource resource) {
        BaseDateTimeType told = told(resource);
        return told == null ? null : time(told);
    }

    private static @Nullable BaseDateTimeType told(Resource resource) {
        return switch (resource) {
            case Observation o -> first(o.getEffective(), o.getIssuedElement());
            case MedicationRequest m -> m.getAuthoredOnElement();
            case MedicationStatement m -> first(m.getEffective(), m.getDateAssertedElement());
            case Condition c -> first(c.getOnset(), c.getRecordedDateElement());
            case AllergyIntolerance a -> first(a.getOnset(), a.getRecordedDateElement());
            case Procedure p -> first(p.getPerformed(), null);
            case Encounter e -> e.getPeriod().getStartElement();
            case Immunization i -> first(i.getOccurrence(), null);
            case DiagnosticReport d -> first(d.getEffective(), d.getIssuedElement());
            case ServiceRequest s -> s.getAuthoredOnElement();
            default -> null;
        };
    }

    private static @Nullable BaseDateTimeType first(@Nullable Type time, @Nullable BaseDateTimeType fallback) {
        BaseDateTimeType found = switch (time) {
            case DateTimeType dateTime -> dateTime;
            case InstantType instant -> instant;
            case Period period -> period.getStartElement();
            case null, default -> null;
        };
        return found != null && found.hasValue() ? found : fallback;
    }

    private static @Nullable EventTime time(BaseDateTimeType time) {
        if (!time.hasValue()) {
            return null;
        }
        String text = time.getValueAsString();
        return switch (time.getPrecision()) {
            case YEAR -> below(LocalDate.of(Integer.parseInt(text), 1, 1), EventTime.Precision.YEAR);
            case MONTH -> below(LocalDate.parse(text + "-01"), EventTime.Precision.MONTH);
            case DAY -> below(LocalDate.parse(text), EventTime.Precision.DAY);
            case MINUTE, SECOND, MILLI ->
                new EventTime(
                        LocalDate.parse(text.substring(0, 10)),
                        time.getValue().toInstant(),
                        EventTime.Precision.INSTANT);
        };
    }

    private static EventTime below(LocalDate date, EventTime.Precision precision) {
        return new EventTime(date, date.atStartOfDay(ZoneOffset.UTC).toInstant(), precision);
    }
}
