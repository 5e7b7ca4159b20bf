package org.prodrome.cohort.planted;

import static org.prodrome.cohort.planted.PlantedException.require;
import static org.prodrome.cohort.planted.PlantedException.requireSource;

import java.util.List;

/** What people are like before any disease: {@code people.json}. */
public record People(SmokingHabits smoking) {

    /**
     * Who smokes.
     *
     * @param ever share who ever smoke, by year of birth and sex
     * @param startAge mean age at the first regular cigarette
     * @param quitPerYear rate of stopping for good
     */
    public record SmokingHabits(
            List<Ever> ever, double startAge, double startAgeDeviation, double quitPerYear, String source) {
        public SmokingHabits {
            ever = List.copyOf(ever);
            requireSource(source, "smoking");
            require(!ever.isEmpty(), "smoking.ever: expected at least one row, got none");
            require(quitPerYear > 0, "smoking.quitPerYear: expected above 0, got " + quitPerYear);
        }

        double share(Sex sex, int birthYear) {
            Ever row = ever.getFirst();
            for (Ever later : ever) {
                row = later.bornFrom() <= birthYear ? later : row;
            }
            return sex == Sex.FEMALE ? row.female() : row.male();
        }
    }

    /** Share of ever smokers among those born from a year on. */
    public record Ever(int bornFrom, double female, double male) {}
}
