package org.prodrome.cohort.oracle;

import java.util.ArrayList;
import java.util.List;
import org.prodrome.cohort.planted.Course;
import org.prodrome.cohort.planted.Days;
import org.prodrome.cohort.planted.Disease;
import org.prodrome.cohort.planted.Episode;
import org.prodrome.cohort.planted.HazardPath;
import org.prodrome.cohort.planted.LogNormal;
import org.prodrome.cohort.planted.PlantedFiles;

/** The posterior over the cells of a grid by going through all combinations of them, with nothing left out and nothing kept. */
final class BruteForce {
    private final PlantedFiles files;
    private final Person person;
    private final int day;
    private final GridSettings grid;

    BruteForce(PlantedFiles files, Person person, int day, GridSettings grid) {
        this.files = files;
        this.person = person;
        this.day = day;
        this.grid = grid;
    }

    /** A cell of one disease, or none of it; and whether its questions come true, as a probability. */
    private record State(List<Episode> episode, double mass, double[] risks) {}

    double[] probabilities(List<Question> questions) {
        var likelihood = new DenseNormal(files, person, day);
        List<State> first = states(files.diseases().get(0), questions);
        List<State> second = states(files.diseases().get(1), questions);
        double[] sums = new double[questions.size()];
        double total = 0;
        double base = likelihood.logDensity(List.of());
        for (State a : first) {
            for (State b : second) {
                List<Episode> both = new ArrayList<>(a.episode());
                both.addAll(b.episode());
                double weight = a.mass() * b.mass() * Math.exp(likelihood.logDensity(both) - base);
                total += weight;
                for (int q = 0; q < sums.length; q++) {
                    sums[q] += weight * (a.risks()[q] + b.risks()[q]);
                }
            }
        }
        for (int q = 0; q < sums.length; q++) {
            sums[q] /= total;
        }
        return sums;
    }

    private List<State> states(Disease disease, List<Question> questions) {
        HazardPath path = HazardPath.of(disease, person.risk());
        double width = disease.course().years().medianYears() * Days.PER_YEAR / grid.slotsPerMedian();
        List<State> states = new ArrayList<>();
        states.add(new State(List.of(), Math.exp(-path.until(day)), free(disease, path, questions)));
        for (int slot = 0; slot * width < day; slot++) {
            double to = Math.min((slot + 1) * width, day);
            double born = Math.exp(-path.until(slot * width)) - Math.exp(-path.until(to));
            for (Pace pace : Pace.of(disease.course(), grid)) {
                // the generator's own episode, in whole days
                var episode = new Episode(
                        disease.id(),
                        (int) Math.round((slot + 0.5) * width),
                        (int) Math.round(pace.days()),
                        null,
                        null,
                        null);
                states.add(state(disease, episode, slot * width, to, born, pace, questions));
            }
        }
        return states;
    }

    /** Risks at three points of the slot, each weighted by the probability of being undiagnosed still. */
    private State state(
            Disease disease,
            Episode episode,
            double from,
            double to,
            double born,
            Pace pace,
            List<Question> questions) {
        double[] risks = new double[questions.size()];
        double still = 0;
        for (double share : new double[] {1 / 6.0, 3 / 6.0, 5 / 6.0}) {
            double remaining = from + share * (to - from) + pace.days() - day;
            double undiagnosed = Math.min(1, Math.exp(remaining / delay(disease)));
            still += undiagnosed / 3;
            for (int q = 0; q < risks.length; q++) {
                risks[q] += undiagnosed * risk(disease, questions.get(q), Math.max(0, remaining)) / 3;
            }
        }
        for (int q = 0; q < risks.length; q++) {
            risks[q] /= still;
        }
        return new State(List.of(episode), born * pace.weight() * still, risks);
    }

    private double[] free(Disease disease, HazardPath path, List<Question> questions) {
        double[] risks = new double[questions.size()];
        double free = Math.exp(-path.until(day));
        for (int ahead = 0; ahead < 1825; ahead += 5) {
            double born = (Math.exp(-path.until(day + ahead)) - Math.exp(-path.until(day + ahead + 5))) / free;
            for (Pace pace : Pace.of(disease.course(), grid)) {
                for (int q = 0; q < risks.length; q++) {
                    risks[q] += born * pace.weight() * risk(disease, questions.get(q), ahead + 2.5 + pace.days());
                }
            }
        }
        return risks;
    }

    /** Of a diagnosis in the window, when s = 1 comes so many days from now; nobody dies. */
    private static double risk(Disease disease, Question question, double remaining) {
        return question.outcome().equals(disease.id())
                ? by(disease, question.window().horizonDays() - remaining)
                        - by(disease, question.window().gapDays() - remaining)
                : 0;
    }

    private static double by(Disease disease, double after) {
        return after <= 0 ? 0 : 1 - Math.exp(-after / delay(disease));
    }

    private static double delay(Disease disease) {
        return disease.course() instanceof Course.Progressing(LogNormal y, Course.Delay delay, var d)
                ? delay.meanYears() * Days.PER_YEAR
                : Double.NaN;
    }
}
