package org.prodrome.reasoning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;
import org.prodrome.reasoning.model.Verdict;
import org.prodrome.reasoning.model.Verdict.Kind;
import org.prodrome.reasoning.training.FollowUp;

class AnswerTableTest {

    private static final ModelVersion VERSION = new ModelVersion("declining", "1", "00", true, "CPU");
    private static final Outcome GOUT = new Outcome("gout", "gout");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static IndexRow row(int outcomes) {
        float[] never = new float[outcomes];
        Arrays.fill(never, Float.NaN);
        FollowUp life = new FollowUp(
                1, LocalDate.of(1950, 1, 1), Demographics.Sex.FEMALE, 100, 20_000, false, never, new int[] {10_000});
        return new IndexRow(life, 10_000);
    }

    private static ModelAnswer declining(String reason) {
        return new ModelAnswer.RiskProfile(
                VERSION, List.of(), List.of(new ModelAnswer.Abstention(GOUT, reason)), Map.of(), 0, 0);
    }

    @Test
    void countsReasonsByTheirKindWithoutAPatientsOwnFigures() {
        AnswerTable table = new AnswerTable(new Questions(List.of(GOUT), List.of(365)));
        IndexRow row = row(1);
        table.add(TaskData.MODEL, row, declining("too little history: 3 dated events could be used, it needs 8"));
        table.add(TaskData.MODEL, row, declining("too little history: the record goes back 41 days, it needs 365"));
        table.add(TaskData.MODEL, row, declining("a patient unlike the others (distance 3.4, at most 2.0)"));
        table.add(TaskData.MODEL, row, new ModelAnswer.Unavailable("the results could not be read in full: page 7"));
        assertThat(table.reasons("gout"))
                .isEqualTo(Map.of(
                        "too little history",
                        2,
                        "a patient unlike the others",
                        1,
                        "the results could not be read in full",
                        1));
    }

    private static ModelAnswer saying(Kind kind) {
        Risk risk = new Risk(GOUT, 90, 0.2, 0.2, 0.2, null, new Verdict(kind, "arranged"));
        return new ModelAnswer.RiskProfile(VERSION, List.of(risk), List.of(), Map.of(), 0, 0);
    }

    @Test
    void keepsVerdictsForARunThatReadsNoRecords() throws IOException {
        Questions questions = new Questions(List.of(GOUT), List.of(365));
        AnswerTable table = new AnswerTable(questions);
        List<Kind> said = List.of(Kind.UNLIKELY, Kind.UNDETERMINED, Kind.LIKELY, Kind.UNLIKELY);
        said.forEach(kind -> table.add(TaskData.MODEL, row(1), saying(kind)));
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        table.write(new DataOutputStream(written), JSON);

        AnswerTable read = new AnswerTable(questions);
        read.read(new DataInputStream(new ByteArrayInputStream(written.toByteArray())), JSON);

        assertThat(read.verdicts().at("gout", 90, new int[] {0, 1, 2, 3})).containsExactlyElementsOf(said);
        assertThat(read.verdicts().at("gout", 365, new int[] {0})).isNull();
    }

    @Test
    void keepsMoreReasonsThanAStringOfTheDataFormatCanHold() throws IOException {
        List<Outcome> many = IntStream.range(0, 2_000)
                .mapToObj(i -> new Outcome("outcome-" + i, "outcome " + i))
                .toList();
        Questions questions = new Questions(many, List.of(365));
        AnswerTable table = new AnswerTable(questions);
        table.add(
                TaskData.MODEL, row(2_000), new ModelAnswer.Unavailable("the model was suspended by its own hospital"));
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        table.write(new DataOutputStream(written), JSON);

        AnswerTable read = new AnswerTable(questions);
        read.read(new DataInputStream(new ByteArrayInputStream(written.toByteArray())), JSON);

        assertThat(read.unavailable()).isEqualTo(1);
        assertThat(read.reasons("outcome-1999")).isEqualTo(table.reasons("outcome-1999"));
        assertThat(read.columns()).hasSize(2_000);
    }
}
