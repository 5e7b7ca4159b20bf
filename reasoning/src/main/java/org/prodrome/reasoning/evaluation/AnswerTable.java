package org.prodrome.reasoning.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Risk;

/**
 * What everyone answered on rows, one column per predictor, outcome and horizon: those asked, and of the model whatever else it
 * answers, for clinicians see that too.
 */
final class AnswerTable {

    /** Which column. */
    record Key(String predictor, String outcome, int horizonDays) {}

    private final Questions questions;
    private final Map<Key, FloatColumn> columns = new LinkedHashMap<>();
    private final AbstentionKinds reasons = new AbstentionKinds();
    private final VerdictKinds verdicts = new VerdictKinds();
    private final SortedSet<Integer> besides = new TreeSet<>();
    private int rowsOfModel;
    private int unavailable;
    private @Nullable ModelVersion version;

    AnswerTable(Questions questions) {
        this.questions = questions;
    }

    /** The answer of a predictor to the next row. */
    void add(String predictor, IndexRow row, ModelAnswer answer) {
        Map<Key, Double> risks = new HashMap<>();
        boolean model = predictor.equals(TaskData.MODEL);
        switch (answer) {
            case ModelAnswer.RiskProfile profile -> {
                for (Risk risk : profile.risks()) {
                    risks.put(new Key(predictor, risk.outcome().id(), risk.horizonDays()), risk.probability());
                    if (model) {
                        verdicts.add(rowsOfModel, risk);
                    }
                }
                version = version == null ? profile.model() : version;
            }
            case ModelAnswer.Unavailable ignored -> unavailable += model ? 1 : 0;
        }
        if (model) {
            risks.keySet().stream().map(Key::horizonDays).distinct().forEach(this::besides);
            rowsOfModel++;
        }
        for (int o = 0; o < questions.outcomes().size(); o++) {
            String outcome = questions.outcomes().get(o).id();
            for (int horizon : questions.horizons()) {
                add(new Key(predictor, outcome, horizon), risks);
            }
            if (model) {
                besides.forEach(horizon -> add(new Key(predictor, outcome, horizon), risks));
            }
            if (model && !row.prevalent(o)) {
                reasons.count(outcome, answer);
            }
        }
    }

    private void add(Key key, Map<Key, Double> risks) {
        column(key).add(risks.getOrDefault(key, Double.NaN));
    }

    /** A horizon that the model answers though nobody asked: rows before this one had no answer. */
    private void besides(int horizon) {
        if (!questions.horizons().contains(horizon) && besides.add(horizon)) {
            double[] before = new double[rowsOfModel];
            Arrays.fill(before, Double.NaN);
            questions.outcomes().forEach(outcome -> addAll(new Key(TaskData.MODEL, outcome.id(), horizon), before));
        }
    }

    /** Horizons of which the model has columns, rising: all that were asked, and others that it answers. */
    SortedSet<Integer> horizons() {
        return columns.keySet().stream()
                .filter(key -> key.predictor().equals(TaskData.MODEL))
                .map(Key::horizonDays)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** More rows' answers in a column. */
    void addAll(Key key, double[] probabilities) {
        column(key).addAll(probabilities);
    }

    private FloatColumn column(Key key) {
        return columns.computeIfAbsent(key, k -> new FloatColumn());
    }

    /** Answers to some rows by predictor, in the order in which predictors were first heard. */
    Map<String, double[]> at(String outcome, int horizonDays, int[] rows) {
        Map<String, double[]> answers = new LinkedHashMap<>();
        columns.forEach((key, column) -> {
            if (key.outcome().equals(outcome) && key.horizonDays() == horizonDays) {
                answers.put(key.predictor(), column.at(rows));
            }
        });
        return answers;
    }

    Map<Key, FloatColumn> columns() {
        return columns;
    }

    /** Why the model did not answer on rows that it was asked on, by the kind of reason. */
    Map<String, Integer> reasons(String outcome) {
        return reasons.of(outcome);
    }

    /** What the model's conformal sets said. */
    VerdictKinds verdicts() {
        return verdicts;
    }

    int unavailable() {
        return unavailable;
    }

    @Nullable
    ModelVersion version() {
        return version;
    }

    Questions questions() {
        return questions;
    }

    /** Everything, for {@link SitesFile}. */
    void write(DataOutputStream out, ObjectMapper json) throws IOException {
        byte[] others = json.writeValueAsBytes(new Others(unavailable, version, reasons.all()));
        out.writeInt(others.length);
        out.write(others);
        out.writeInt(columns.size());
        for (Map.Entry<Key, FloatColumn> column : columns.entrySet()) {
            out.writeUTF(column.getKey().predictor());
            out.writeUTF(column.getKey().outcome());
            out.writeInt(column.getKey().horizonDays());
            out.writeInt(column.getValue().size());
            for (int i = 0; i < column.getValue().size(); i++) {
                out.writeFloat(column.getValue().get(i));
            }
        }
        verdicts.write(out);
    }

    /** What {@link #write} wrote. */
    void read(DataInputStream in, ObjectMapper json) throws IOException {
        Others others = json.readValue(in.readNBytes(in.readInt()), Others.class);
        unavailable = others.unavailable();
        version = others.version();
        reasons.addAll(others.reasons());
        int size = in.readInt();
        for (int c = 0; c < size; c++) {
            FloatColumn column = column(new Key(in.readUTF(), in.readUTF(), in.readInt()));
            int rows = in.readInt();
            for (int i = 0; i < rows; i++) {
                column.add(in.readFloat());
            }
        }
        verdicts.read(in);
    }

    private record Others(int unavailable, @Nullable ModelVersion version, Map<String, Map<String, Integer>> reasons) {}
}
