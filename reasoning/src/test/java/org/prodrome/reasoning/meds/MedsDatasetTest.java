package org.prodrome.reasoning.meds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.prodrome.reasoning.TestRecords.BIRTH;
import static org.prodrome.reasoning.TestRecords.diagnosis;
import static org.prodrome.reasoning.TestRecords.lab;
import static org.prodrome.reasoning.TestRecords.order;
import static org.prodrome.reasoning.TestRecords.record;
import static org.prodrome.reasoning.TestRecords.visit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.record.Value;
import org.prodrome.reasoning.failure.ReasoningException;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.reasoning.training.Progress;
import org.prodrome.reasoning.training.Split;
import org.prodrome.reasoning.training.TestSource;

/** Reads what was written with DuckDB, which shares no code with the writer. */
class MedsDatasetTest {
    private static final Timelines TIMELINES = Timelines.load();
    private static final LocalDate DAY = LocalDate.of(2020, 5, 17);
    private static final int PEOPLE = 60;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path work;

    @SuppressWarnings("NullAway.Init")
    private Connection duck;

    @BeforeEach
    void open() throws SQLException {
        duck = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void close() throws SQLException {
        duck.close();
    }

    private static List<PatientRecord> people() {
        var records = new ArrayList<PatientRecord>();
        for (int person = 0; person < PEOPLE; person++) {
            String id = "pseudonym-" + person;
            LocalDate death = person == 0 ? DAY.plusYears(1) : null;
            records.add(record(
                    id,
                    BIRTH.plusDays(person),
                    Demographics.Sex.FEMALE,
                    death,
                    List.of(
                            lab("hba1c-" + person, "4548-4", DAY.plusDays(person), "7.5", "%"),
                            lab("odd-" + person, "4548-4", DAY.minusDays(9), "7.5", "furlong"),
                            diagnosis("dm-" + person, "44054006", DAY),
                            order("met-" + person, DAY, "active", "order", "6809"),
                            visit("visit-" + person, DAY))));
        }
        return records;
    }

    private Path out() {
        return work.resolve("meds");
    }

    private MedsDataset.Summary write(List<PatientRecord> records) {
        return new MedsDataset(TIMELINES, Progress.SILENT)
                .write(new TestSource(records), out(), "test", Instant.parse("2026-11-20T00:00:00Z"));
    }

    private List<List<String>> rows(String sql) throws SQLException {
        String query = sql.replace("DATA", "read_parquet('" + out() + "/data/*.parquet')")
                .replace("META", out() + "/metadata");
        var rows = new ArrayList<List<String>>();
        try (Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                var row = new ArrayList<String>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(result.getString(column)));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void hasTheColumnsTheStandardNames() throws SQLException {
        write(people());

        assertThat(rows("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM DATA)"))
                .containsExactly(
                        List.of("subject_id", "BIGINT"),
                        List.of("time", "TIMESTAMP"),
                        List.of("code", "VARCHAR"),
                        List.of("numeric_value", "FLOAT"),
                        List.of("text_value", "VARCHAR"),
                        List.of("source_code", "VARCHAR"));
        assertThat(rows("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM 'META/codes.parquet')"))
                .startsWith(
                        List.of("code", "VARCHAR"),
                        List.of("description", "VARCHAR"),
                        List.of("parent_codes", "VARCHAR[]"));
        assertThat(rows("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM 'META/subject_splits.parquet')"))
                .containsExactly(List.of("subject_id", "BIGINT"), List.of("split", "VARCHAR"));
        assertThat(rows("SELECT count(*) FROM DATA WHERE subject_id IS NULL OR code IS NULL"))
                .containsExactly(List.of("0"));
    }

    @Test
    void eachFileIsInTheOrderOfSubjectsAndTimesWithoutTimeFirst() throws SQLException {
        MedsDataset.Summary summary = write(people());
        long seen = 0;
        for (String split : List.of("train", "tuning", "held_out")) {
            var file = rows("SELECT subject_id, coalesce(epoch_us(time), -9e18)::BIGINT FROM read_parquet('" + out()
                    + "/data/" + split + ".parquet', file_row_number = true) ORDER BY file_row_number");
            for (int i = 1; i < file.size(); i++) {
                long before = Long.parseLong(file.get(i - 1).get(0));
                long subject = Long.parseLong(file.get(i).get(0));
                assertThat(subject).isGreaterThanOrEqualTo(before);
                if (subject == before) {
                    assertThat(Long.parseLong(file.get(i).get(1)))
                            .isGreaterThanOrEqualTo(
                                    Long.parseLong(file.get(i - 1).get(1)));
                }
            }
            seen += file.size();
        }
        assertThat(seen).isEqualTo(summary.rows());
    }

    @Test
    void givesBackWhatTheTimelineHas() throws SQLException {
        write(people());

        assertThat(rows(
                        "SELECT strftime(time, '%Y-%m-%d %H:%M:%S'), code, numeric_value, source_code FROM DATA WHERE subject_id = 1 ORDER BY time NULLS "
                                + "FIRST, code"))
                .containsExactly(
                        List.of("null", "demographic/sex=female", "null", "null"),
                        List.of("1960-03-01 00:00:00", "MEDS_BIRTH", "null", "null"),
                        List.of("2020-05-08 00:00:00", "lab/hba1c", "null", "http://loinc.org|4548-4"),
                        List.of(
                                "2020-05-17 00:00:00",
                                "condition/type-2-diabetes",
                                "null",
                                Coding.SNOMED + "|44054006"),
                        List.of("2020-05-17 00:00:00", "drug/metformin", "null", Coding.RXNORM + "|product-met-0"),
                        List.of("2020-05-17 00:00:00", "encounter/check-up", "null", Coding.SNOMED + "|185349003"),
                        List.of("2020-05-17 00:00:00", "lab/hba1c", "7.5", "http://loinc.org|4548-4"),
                        List.of("2021-05-17 23:59:59", "MEDS_DEATH", "null", "null"));
    }

    @Test
    void splitsAsTrainingDoes() throws SQLException {
        write(people());

        for (List<String> row : rows("SELECT pseudonym, split FROM 'META/subject_ids.parquet' JOIN "
                + "'META/subject_splits.parquet' USING (subject_id)")) {
            String expected = switch (Split.of(Split.hash(row.get(0)))) {
                case TRAINING -> "train";
                case TUNING -> "tuning";
                case HELD_OUT -> "held_out";
            };
            assertThat(row.get(1)).isEqualTo(expected);
        }
        assertThat(
                        rows(
                                "SELECT DISTINCT regexp_extract(d.filename, '([a-z_]+)[.]parquet', 1), split FROM read_parquet('"
                                        + out()
                                        + "/data/*.parquet', filename = true) AS d JOIN 'META/subject_splits.parquet' USING (subject_id)"))
                .allSatisfy(row -> assertThat(row.get(0)).isEqualTo(row.get(1)));
    }

    @Test
    void everyCodeAndEveryParentIsDescribed() throws SQLException {
        write(people());

        var described = new HashSet<>(rows("SELECT code FROM 'META/codes.parquet'"));
        assertThat(described).containsAll(rows("SELECT DISTINCT code FROM DATA"));
        assertThat(described).containsAll(rows("SELECT DISTINCT unnest(parent_codes) FROM 'META/codes.parquet'"));
        assertThat(rows("SELECT unit FROM 'META/codes.parquet' WHERE code = 'lab/hba1c'"))
                .containsExactly(List.of("%"));
    }

    @Test
    void aCodedAnswerIsPartOfItsCodeAndAnEarlierOnsetWaitsUntilItWasKnown() throws SQLException {
        write(List.of(record(
                "p",
                lab(
                        "smoking",
                        "72166-2",
                        DAY,
                        new Value.Coded(CodedConcept.of(new Coding(Coding.SNOMED, "266919005", null)))),
                diagnosis(
                        "late",
                        new Coding(Coding.SNOMED, "44054006", null),
                        DAY.minusYears(3),
                        DAY,
                        Diagnosis.Verification.CONFIRMED))));

        assertThat(rows("SELECT DISTINCT strftime(time, '%Y-%m-%d %H:%M:%S') FROM DATA WHERE code LIKE 'condition/%'"))
                .containsExactly(List.of("2020-05-17 00:00:00"));
        assertThat(rows("SELECT text_value, code FROM DATA WHERE text_value IS NOT NULL AND time IS NOT NULL"))
                .singleElement()
                .satisfies(row -> assertThat(row.get(1)).contains("=").endsWith("=" + row.get(0)));
    }

    @Test
    void saysWhoHasNoDateOfBirthAndThatPatientsAreSynthetic() throws IOException {
        var summary = write(List.of(record("p", null, Demographics.Sex.MALE, null, List.of(visit("v", DAY)))));

        JsonNode dataset = new ObjectMapper().readTree(Files.readString(out().resolve("metadata/dataset.json")));
        assertThat(summary.withoutBirthDate()).isOne();
        assertThat(dataset.path("meds_version").asText()).isEqualTo(MedsDataset.MEDS_VERSION);
        assertThat(dataset.path("created_at").asText()).isEqualTo("2026-11-20T00:00:00Z");
        assertThat(dataset.path("dataset_name").asText()).isEqualTo("test (synthetic patients)");
    }

    @Test
    void writesIntoNoDirectoryThatHoldsSomething() throws IOException {
        Files.createDirectories(out());
        Files.writeString(out().resolve("mine"), "");

        assertThatExceptionOfType(ReasoningException.RefusedData.class).isThrownBy(() -> write(people()));
        assertThat(out().resolve("mine")).exists();
    }
}
