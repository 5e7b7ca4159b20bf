package org.prodrome.cohort.planted;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Decides what is planted in whom. Each draw is hashed by (seed, person, disease, purpose), so diseases never move each other. */
public final class Planner {
    private static final int FIRST_ADULT_AGE = 20;

    private final PlantedFiles files;
    private final Chance root;

    public Planner(PlantedFiles files, long seed) {
        this.files = files;
        this.root = Chance.ofSeed(seed);
    }

    public Plan plan(Subject subject) {
        Chance person = root.with(subject.key());
        RiskFactors risk = riskFactors(subject, person);
        List<Episode> episodes = new ArrayList<>();
        List<Plan.Death> deaths = new ArrayList<>();
        for (Disease disease : files.diseases()) {
            Chance own = person.with(disease.id());
            OptionalInt onset =
                    HazardPath.of(disease, risk).dayOf(own.with("onset").exponential());
            if (onset.isPresent()) {
                Episode episode = episode(disease, onset.getAsInt(), own);
                episodes.add(episode);
                death(disease, episode, own).ifPresent(deaths::add);
            }
        }
        return new Plan(subject, risk, episodes, first(deaths));
    }

    private RiskFactors riskFactors(Subject subject, Chance person) {
        Set<String> family = new HashSet<>();
        for (Disease disease : files.diseases()) {
            Hazard.InFamily history = disease.hazard().familyHistory();
            if (history != null && person.with(disease.id()).with("family").happens(history.prevalence())) {
                family.add(disease.id());
            }
        }
        return new RiskFactors(
                subject.sex(), smoking(subject, person.with("smoking")), bodyMass(subject, person), family);
    }

    private Smoking smoking(Subject subject, Chance chance) {
        People.SmokingHabits habits = files.people().smoking();
        if (!chance.with("ever").happens(habits.share(subject.sex(), subject.birthYear()))) {
            return Smoking.NEVER;
        }
        double start = habits.startAge()
                + habits.startAgeDeviation() * chance.with("start").normal();
        double quit = start + 1 + chance.with("quit").exponential() / habits.quitPerYear();
        return new Smoking(start, quit > HazardPath.LAST_AGE ? null : quit);
    }

    /** The same offset as the recorded values have, without their noise and without any disease. */
    private Curve bodyMass(Subject subject, Chance person) {
        Analyte analyte = files.panel().analyte(files.panel().bodyMassIndex()).orElseThrow();
        double offset = LabValues.offset(analyte, person);
        return new Curve(IntStream.iterate(FIRST_ADULT_AGE, a -> a <= HazardPath.LAST_AGE, a -> a + 10)
                .mapToObj(age -> new Curve.Knot(age, analyte.reported(analyte.mean(subject.sex(), age) + offset)))
                .toList());
    }

    private static Episode episode(Disease disease, int onset, Chance own) {
        int duration = Math.max(
                1, (int) disease.course().years().days(own.with("duration").normal()));
        return switch (disease.course()) {
            case Course.Progressing progressing -> {
                double delay =
                        progressing.diagnosis().meanYears() * own.with("delay").exponential();
                int diagnosis = onset + duration + (int) (delay * Days.PER_YEAR);
                yield new Episode(disease.id(), onset, duration, diagnosis, null, null);
            }
            case Course.Stalling stalling -> {
                LogNormal resolution = stalling.resolution();
                Integer resolved = resolution == null
                        ? null
                        : Integer.valueOf(onset
                                + (int) resolution.days(own.with("resolution").normal()));
                yield new Episode(disease.id(), onset, duration, null, stalling.plateau(), resolved);
            }
        };
    }

    private static Optional<Plan.Death> death(Disease disease, Episode episode, Chance own) {
        if (disease.course() instanceof Course.Progressing(LogNormal y, Course.Delay d, Course.Deaths deaths)
                && deaths != null
                && episode.diagnosisDay() != null) {
            double years = own.with("death").exponential() / deaths.perYear();
            double day = episode.diagnosisDay() + 1 + years * Days.PER_YEAR;
            return day > HazardPath.LAST_AGE * Days.PER_YEAR
                    ? Optional.empty()
                    : Optional.of(new Plan.Death(disease.id(), (int) day));
        }
        return Optional.empty();
    }

    private static Plan.@Nullable Death first(List<Plan.Death> deaths) {
        return deaths.stream().min(Comparator.comparingInt(Plan.Death::day)).orElse(null);
    }
}
