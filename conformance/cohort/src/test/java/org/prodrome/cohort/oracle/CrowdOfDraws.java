package org.prodrome.cohort.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.prodrome.cohort.planted.Chance;
import org.prodrome.cohort.planted.Course;
import org.prodrome.cohort.planted.Days;
import org.prodrome.cohort.planted.Disease;
import org.prodrome.cohort.planted.Episode;
import org.prodrome.cohort.planted.HazardPath;
import org.prodrome.cohort.planted.LogNormal;
import org.prodrome.cohort.planted.PlantedFiles;

/**
 * The posterior without a grid: fates drawn as the generator draws them, those thrown away that contradict the record, the rest weighted
 * by the likelihood of the values. Slow and noisy, but there is nothing in it to get wrong.
 */
final class CrowdOfDraws {
    private final PlantedFiles files;
    private final Person person;
    private final int day;

    CrowdOfDraws(PlantedFiles files, Person person, int day) {
        this.files = files;
        this.person = person;
        this.day = day;
    }

    /** The probability of a diagnosis, for each question, if nobody dies of what is not planted. */
    double[] probabilities(List<Question> questions, int draws) {
        var likelihood = new DenseNormal(files, person, day);
        var paths = files.diseases().stream()
                .map(d -> HazardPath.of(d, person.risk()))
                .toList();
        double[] hits = new double[questions.size()];
        double total = 0;
        double base = likelihood.logDensity(List.of());
        for (int draw = 0; draw < draws; draw++) {
            List<Episode> fate = fate(paths, Chance.ofSeed(99).with(draw));
            double weight = recorded(fate);
            if (weight > 0) {
                boolean isSilent = fate.stream().allMatch(e -> e.onsetDay() >= day);
                weight *= isSilent ? 1 : Math.exp(likelihood.logDensity(fate) - base);
                total += weight;
                for (int q = 0; q < hits.length; q++) {
                    hits[q] += weight * hit(questions.get(q), fate);
                }
            }
        }
        for (int q = 0; q < hits.length; q++) {
            hits[q] /= total;
        }
        return hits;
    }

    private List<Episode> fate(List<HazardPath> paths, Chance chance) {
        List<Episode> fate = new ArrayList<>();
        for (int d = 0; d < paths.size(); d++) {
            Chance own = chance.with(d);
            OptionalInt onset = paths.get(d).dayOf(own.with("onset").exponential());
            if (onset.isPresent()) {
                fate.add(episode(files.diseases().get(d), onset.getAsInt(), own));
            }
        }
        return fate;
    }

    private static Episode episode(Disease disease, int onset, Chance own) {
        int duration = (int) disease.course().years().days(own.with("duration").normal());
        return switch (disease.course()) {
            case Course.Progressing course -> {
                double delay = course.diagnosis().meanYears() * Days.PER_YEAR;
                int wait = (int) (delay * own.with("delay").exponential());
                yield new Episode(disease.id(), onset, duration, onset + duration + wait, null, null);
            }
            case Course.Stalling course -> {
                LogNormal end = course.resolution();
                Integer resolved = end == null
                        ? null
                        : Integer.valueOf(onset + (int) end.days(own.with("end").normal()));
                yield new Episode(disease.id(), onset, duration, null, course.plateau(), resolved);
            }
        };
    }

    /** How well a fate fits what is recorded: 0 or 1 where nothing is, else the density of the delay up to the recorded day. */
    private double recorded(List<Episode> fate) {
        double density = 1;
        for (Disease disease : files.diseases()) {
            Integer recorded = person.diagnoses().get(disease.id());
            Episode drawn = fate.stream()
                    .filter(e -> e.disease().equals(disease.id()))
                    .findFirst()
                    .orElse(null);
            if (recorded == null) {
                density *= drawn == null || drawn.diagnosisDay() == null || drawn.diagnosisDay() > day ? 1 : 0;
            } else {
                density *= drawn == null ? 0 : delay(disease, recorded - drawn.onsetDay() - drawn.durationDays());
            }
        }
        return density;
    }

    private static double delay(Disease disease, double days) {
        return days >= 0 && disease.course() instanceof Course.Progressing(LogNormal y, Course.Delay delay, var d)
                ? Math.exp(-days / (delay.meanYears() * Days.PER_YEAR))
                : 0;
    }

    /** Probability of being alive at a diagnosis in the window; 0 where there is none. */
    private double hit(Question question, List<Episode> fate) {
        return fate.stream()
                .filter(e -> e.disease().equals(question.outcome()) && e.diagnosisDay() != null)
                .mapToInt(Episode::diagnosisDay)
                .filter(d -> d > day + question.window().gapDays()
                        && d <= day + question.window().horizonDays())
                .mapToDouble(d -> Math.exp(-deathsPerYear() * Days.years(d - day)))
                .sum();
    }

    /** Of the diseases that are recorded. */
    private double deathsPerYear() {
        return files.diseases().stream()
                .filter(d -> person.diagnoses().containsKey(d.id()))
                .mapToDouble(d -> new Hypothesis(d, files.panel(), GridSettings.USUAL).deathsPerDay() * Days.PER_YEAR)
                .sum();
    }
}
