package org.prodrome.cohort;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.cohort.planted.Analyte;
import org.prodrome.cohort.planted.Course;
import org.prodrome.cohort.planted.Disease;
import org.prodrome.cohort.planted.Hazard;
import org.prodrome.cohort.planted.Panel;
import org.prodrome.cohort.planted.PlantedFiles;
import org.prodrome.cohort.planted.Precursor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code ./prodrome cohort planted-tables}: what the planted files say, as the tables of PLANTED.md. */
@Command(
        name = "planted-tables",
        description = "Prints what is planted, as Markdown tables.",
        mixinStandardHelpOptions = true)
final class PlantedTables implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Objects.requireNonNull(spec).commandLine().getOut().println(markdown(PlantedFiles.builtIn(1)));
        return 0;
    }

    static String markdown(PlantedFiles files) {
        return String.join(
                "\n\n",
                diseases(files),
                decoys(files),
                panel(files.panel()),
                "Files' SHA-256: `" + files.sha256() + "`");
    }

    private static String diseases(PlantedFiles files) {
        return "| Disease | SNOMED CT, ICD-10-CM | Inflation | Ratios: BMI per unit, smoking now / before, family | "
                + "Onset to diagnosable, years (median, sigma) | Delay, years | Deaths a year | Precursors (whole change) |\n"
                + "|---|---|---|---|---|---|---|---|\n"
                + files.diseases().stream()
                        .filter(d -> !d.isDecoy())
                        .map(d -> row(d, (Course.Progressing) d.course(), files.panel()))
                        .collect(Collectors.joining("\n"));
    }

    private static String row(Disease disease, Course.Progressing course, Panel panel) {
        return cells(
                disease.name(),
                disease.recorded().snomed() + ", " + disease.recorded().icd10cm(),
                "x " + disease.hazard().inflation().factor(),
                ratios(disease.hazard()),
                course.years().medianYears() + ", " + course.years().sigma(),
                String.valueOf(course.diagnosis().meanYears()),
                course.death() == null ? "none" : String.valueOf(course.death().perYear()),
                precursors(disease, panel));
    }

    private static String decoys(PlantedFiles files) {
        return "| Decoy | Inflation | To its plateau, years | Plateau (1 = diagnosable) | Passes after, years | Looks like |\n"
                + "|---|---|---|---|---|---|\n"
                + files.diseases().stream()
                        .filter(Disease::isDecoy)
                        .map(d -> row(d, (Course.Stalling) d.course(), files.panel()))
                        .collect(Collectors.joining("\n"));
    }

    private static String row(Disease disease, Course.Stalling course, Panel panel) {
        return cells(
                disease.name(),
                "x " + disease.hazard().inflation().factor(),
                String.valueOf(course.years().medianYears()),
                String.valueOf(course.plateau()),
                course.resolution() == null
                        ? "stays"
                        : String.valueOf(course.resolution().medianYears()),
                precursors(disease, panel));
    }

    private static String panel(Panel panel) {
        return "| LOINC | Analyte | Unit | At 50: women, men | Between people | Within | Per decade | Ordered at a visit |\n"
                + "|---|---|---|---|---|---|---|---|\n"
                + panel.analytes().stream().map(a -> row(a, panel)).collect(Collectors.joining("\n"));
    }

    private static String row(Analyte analyte, Panel panel) {
        String scale = analyte.scale() == Analyte.Scale.LOG ? " (log)" : "";
        Panel.Order order = panel.orders().stream()
                .filter(o -> o.id().equals(analyte.order()))
                .findFirst()
                .orElseThrow();
        return cells(
                analyte.loinc(),
                analyte.name(),
                analyte.unit(),
                analyte.female() + ", " + analyte.male(),
                analyte.between() + scale,
                analyte.within() + scale,
                analyte.slopePerDecade() + scale,
                Math.round(100 * order.probability()) + " %, " + order.id());
    }

    private static String ratios(Hazard hazard) {
        return (hazard.bmi() == null ? "-" : String.valueOf(hazard.bmi().ratio())) + ", "
                + (hazard.smoking() == null
                        ? "-"
                        : hazard.smoking().current() + " / " + hazard.smoking().former())
                + ", "
                + (hazard.familyHistory() == null
                        ? "-"
                        : hazard.familyHistory().ratio() + " in "
                                + Math.round(100 * hazard.familyHistory().prevalence()) + " %");
    }

    private static String precursors(Disease disease, Panel panel) {
        List<String> changes =
                disease.precursors().stream().map(p -> change(p, panel)).toList();
        return String.join(", ", changes);
    }

    private static String change(Precursor precursor, Panel panel) {
        Analyte analyte = panel.analyte(precursor.loinc()).orElseThrow();
        String size = analyte.scale() == Analyte.Scale.LOG
                ? String.format(Locale.ROOT, "x %.2f", StrictMath.exp(precursor.change()))
                : (precursor.change() > 0 ? "+" : "") + precursor.change();
        return analyte.name().replaceAll(" \\[.*| by .*| in Blood.*| in Serum.*|/Hemoglobin.total.*", "") + " " + size;
    }

    private static String cells(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
