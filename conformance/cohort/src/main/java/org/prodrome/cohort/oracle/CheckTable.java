package org.prodrome.cohort.oracle;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.prodrome.cohort.planted.Analyte;
import org.prodrome.cohort.planted.PlantedFiles;
import org.prodrome.cohort.planted.Sex;

/** How hard each disease is: the oracle's AUROC beside what needs less, and whether it is calibrated. Markdown. */
final class CheckTable {
    private final PlantedFiles files;
    private final List<Question> questions;
    private final List<CheckRow> rows;

    CheckTable(PlantedFiles files, List<Question> questions, List<CheckRow> rows) {
        this.files = files;
        this.questions = questions;
        this.rows = rows;
    }

    void print(PrintWriter out) {
        out.println(
                "| Disease | Days | Rows | Cases | Observed / expected (95 %) | Oracle | Without values | Age and sex"
                        + " | Best last value |");
        out.println("|---|--:|--:|--:|--:|--:|--:|--:|---|");
        for (int q = 0; q < questions.size(); q++) {
            out.println(line(q));
        }
        questions.stream()
                .map(question -> question.window().horizonDays())
                .distinct()
                .forEach(days -> out.printf("%nAll diseases, %d days: observed / expected %s%n", days, all(days)));
        out.flush();
    }

    private Calibration all(int days) {
        return Calibration.of(
                rows,
                IntStream.range(0, questions.size())
                        .filter(q -> questions.get(q).window().horizonDays() == days)
                        .toArray());
    }

    private String line(int q) {
        List<CheckRow> asked =
                rows.stream().filter(row -> row.given().get(q).isGiven()).toList();
        boolean[] cases = new boolean[asked.size()];
        double stoodFor = 0;
        int observed = 0;
        for (int i = 0; i < cases.length; i++) {
            CheckRow row = asked.get(i);
            cases[i] = row.happened().get(q);
            observed += cases[i] ? 1 : 0;
            stoodFor += row.weight();
        }
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %s | %.3f | %.3f | %.3f | %s |",
                questions.get(q).outcome(),
                questions.get(q).window().horizonDays(),
                Math.round(stoodFor),
                observed,
                Calibration.of(rows, q),
                auroc(asked, cases, row -> row.given().get(q).probability()),
                auroc(asked, cases, row -> row.withoutValues().get(q).probability()),
                Ranking.auroc(ageAndSex(asked, cases), cases, weights(asked)),
                best(asked, cases));
    }

    private String best(List<CheckRow> asked, boolean[] cases) {
        String best = "none";
        double highest = 0;
        List<Analyte> analytes = files.panel().analytes();
        for (int a = 0; a < analytes.size(); a++) {
            int analyte = a;
            double area = auroc(asked, cases, row -> orMean(row.lastValues().get(analyte), analytes.get(analyte)));
            double either = Math.max(area, 1 - area);
            if (either > highest) {
                highest = either;
                best = String.format(
                        Locale.ROOT, "%.3f (%s)", either, analytes.get(a).loinc());
            }
        }
        return best;
    }

    private static double[] weights(List<CheckRow> rows) {
        return rows.stream().mapToDouble(CheckRow::weight).toArray();
    }

    private static double orMean(double value, Analyte analyte) {
        return Double.isNaN(value) ? (analyte.female() + analyte.male()) / 2 : value;
    }

    private static double auroc(List<CheckRow> rows, boolean[] cases, ToDoubleFunction<CheckRow> score) {
        return Ranking.auroc(rows.stream().mapToDouble(score).toArray(), cases, weights(rows));
    }

    private static double[] ageAndSex(List<CheckRow> rows, boolean[] cases) {
        boolean[] isMale = new boolean[rows.size()];
        IntStream.range(0, isMale.length).forEach(i -> isMale[i] = rows.get(i).sex() == Sex.MALE);
        return AgeAndSex.scores(rows.stream().mapToDouble(CheckRow::age).toArray(), isMale, cases, weights(rows));
    }
}
