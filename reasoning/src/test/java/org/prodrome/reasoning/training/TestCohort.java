package org.prodrome.reasoning.training;

import static org.prodrome.reasoning.TestRecords.diagnosis;
import static org.prodrome.reasoning.TestRecords.lab;
import static org.prodrome.reasoning.TestRecords.visit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.TestRecords;

/** Invented people whose HbA1c rises for three years before a diagnosis of type 2 diabetes, or stays as it is. */
public final class TestCohort {

    private TestCohort() {}

    public static List<PatientRecord> of(int people) {
        return of(people, 0.5);
    }

    /** With another share of those who get it. */
    static List<PatientRecord> of(int people, double share) {
        List<PatientRecord> records = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            records.add(person(i, share));
        }
        return records;
    }

    private static PatientRecord person(int number, double share) {
        SplittableRandom random = new SplittableRandom(number);
        LocalDate birth = LocalDate.of(1950, 1, 1).plusDays(random.nextInt(7000));
        boolean falls = random.nextDouble() < share;
        int onset = 6 + random.nextInt(12);
        List<ClinicalEvent> events = new ArrayList<>();
        for (int year = 0; year < 20; year++) {
            LocalDate day = birth.plusYears(40 + year).plusDays(random.nextInt(300));
            events.add(visit("v" + year, day));
            double rise = falls ? Math.clamp(3 - (onset - year), 0, 3) * 0.5 : 0;
            double hba1c = Math.round(10 * (5.2 + rise + random.nextDouble(0.4))) / 10.0;
            events.add(lab("l" + year, "4548-4", day, Double.toString(hba1c), "%"));
            if (falls && year == onset) {
                events.add(diagnosis("d", "44054006", day));
            }
        }
        Demographics.Sex sex = random.nextBoolean() ? Demographics.Sex.FEMALE : Demographics.Sex.MALE;
        return TestRecords.record("person-" + number, birth, sex, null, events);
    }
}
