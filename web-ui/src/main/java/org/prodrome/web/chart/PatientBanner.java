package org.prodrome.web.chart;

import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.prodrome.fhir.record.Allergy;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientRecord;

/** Who the patient is, allergies, and how much of the record was read. */
final class PatientBanner extends Header {
    private static final long serialVersionUID = 1;

    PatientBanner(PatientRecord record, LocalDate today, ZoneId zone) {
        setClassName("banner");
        setId("patient-banner");
        Demographics who = record.demographics();
        Span name = Html.span("name", who.name() == null ? "Name not recorded" : who.name());
        name.setId("patient-name");
        String born =
                who.birthDate() == null ? "birth date unknown" : who.birthDate().toString();
        add(
                name,
                new Span(Words.age(who.birthDate(), today) + " \u00B7 "
                        + who.sex().name().toLowerCase(Locale.ROOT) + " \u00B7 " + born));
        if (who.deceasedFlag()) {
            add(Html.span("chip alert", "\u2B22 Deceased" + (who.deceased() == null ? "" : " " + who.deceased())));
        }
        addAllergies(record);
        String time =
                DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(zone).format(record.readAt());
        add(Html.span(
                "muted",
                "Record read " + time + " \u00B7 " + String.format(Locale.ROOT, "%,d", record.resourceCount())
                        + " resources"));
        long gaps = record.gaps().stream().filter(gap -> !isWithheld(gap)).count();
        if (gaps > 0) {
            Span unread = Html.span("chip warn", "\u25B2 " + parts(gaps));
            unread.setId("unread-parts");
            add(unread);
        }
        if (record.gaps().stream().anyMatch(PatientBanner::isWithheld)) {
            Span withheld = Html.span("chip warn", "\u25B2 Part of the record is withheld");
            withheld.setId("withheld");
            add(withheld);
        }
    }

    private void addAllergies(PatientRecord record) {
        long active = record.events(Allergy.class).filter(Allergy::active).count();
        if (record.gaps().stream().anyMatch(gap -> gap.part().equals("AllergyIntolerance"))) {
            add(Html.span("chip warn", "\u25CC Allergies not read"));
        } else if (active == 0 && !record.lacks("AllergyIntolerance")) {
            add(Html.span("chip", "\u25CC No allergy list found"));
        }
        record.events(Allergy.class)
                .filter(Allergy::active)
                .limit(6)
                .forEach(allergy -> add(Html.span(
                        "high".equals(allergy.criticality()) ? "chip alert" : "chip",
                        "\u2B22 " + allergy.concept().words())));
        if (active > 6) {
            add(Html.span("chip", "and " + (active - 6) + " more allergies"));
        }
    }

    private static boolean isWithheld(Gap gap) {
        return gap.reason() == Gap.Reason.WITHHELD;
    }

    private static String parts(long count) {
        return count == 1 ? "1 part not read" : count + " parts not read";
    }
}
