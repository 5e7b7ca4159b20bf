package org.prodrome.cohort.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prodrome.cohort.planted.PlantedFiles;

class PersonOracleTest {
    private static final GridSettings COARSE = new GridSettings(5, 3, 3, 100, 8000, 1);
    private static final GridSettings LONG = new GridSettings(16, 12, 5, 100, 4000, 1);
    private static final LifeTable IMMORTAL = TestWorlds.immortal();

    @Test
    void agreesWithBruteForceOverAllCombinationsOfCells() {
        for (Person person : List.of(TestWorlds.rising(Map.of()), TestWorlds.flat())) {
            double[] exact = new BruteForce(TestWorlds.two(), person, TestWorlds.index(), COARSE)
                    .probabilities(TestWorlds.QUESTIONS);

            assertProbabilities(asked(TestWorlds.two(), person, COARSE, TestWorlds.QUESTIONS), exact, 0.003, 0.02);
        }
    }

    @Test
    void agreesWithDrawsThatKnowNoGrid() {
        assertLikeDraws(TestWorlds.two(), TestWorlds.rising(Map.of()), TestWorlds.QUESTIONS);
    }

    @Test
    void weighsADecoyAgainstTheDiseaseAsDrawsDo() {
        List<Question> first = TestWorlds.QUESTIONS.subList(0, 2);
        assertLikeDraws(TestWorlds.alike(), TestWorlds.rising(Map.of()), first);
        assertLikeDraws(TestWorlds.alikeForAWhile(), TestWorlds.rising(Map.of()), first);
    }

    @Test
    void aRecordedDiagnosisExplainsWhatItWouldExplainToDraws() {
        List<Question> first = TestWorlds.QUESTIONS.subList(0, 2);
        var person = TestWorlds.knownToHaveTheSecond();
        double[] drawn = new CrowdOfDraws(TestWorlds.two(), person, TestWorlds.index()).probabilities(first, 6_000_000);

        assertProbabilities(asked(TestWorlds.two(), person, LONG, first), drawn, 0.012, 0.1);
    }

    @Test
    void answersTheSameAgainAndAlmostTheSameWithAnotherSeed() {
        var person = TestWorlds.rising(Map.of());
        List<Answer> first = asked(TestWorlds.two(), person, GridSettings.USUAL, TestWorlds.QUESTIONS);

        assertThat(asked(TestWorlds.two(), person, GridSettings.USUAL, TestWorlds.QUESTIONS))
                .isEqualTo(first);
        List<Answer> other = Oracle.of(TestWorlds.two(), IMMORTAL, GridSettings.USUAL, 2)
                .about(person)
                .answers(TestWorlds.index(), TestWorlds.QUESTIONS);
        assertThat(other).isNotEqualTo(first);
        for (int q = 0; q < first.size(); q++) {
            double p = first.get(q).probability();
            double error = Math.sqrt(p * (1 - p) / first.get(q).effectiveSampleSize());
            assertThat(other.get(q).probability()).isCloseTo(p, within(5 * error + 0.002));
        }
    }

    @Test
    void looksAtNothingThatIsRecordedLater() {
        var person = TestWorlds.rising(Map.of());
        int day = TestWorlds.day(57);
        List<Answer> before = Oracle.of(TestWorlds.two(), IMMORTAL, GridSettings.USUAL, 1)
                .about(person)
                .answers(day, TestWorlds.QUESTIONS);
        var later = TestWorlds.rising(Map.of(TestWorlds.FIRST, day + 1));
        later.values().values().forEach(byDay -> byDay.tailMap(day + 1).replaceAll((d, value) -> 90.0));

        assertThat(Oracle.of(TestWorlds.two(), IMMORTAL, GridSettings.USUAL, 1)
                        .about(later)
                        .answers(day, TestWorlds.QUESTIONS))
                .isEqualTo(before);
    }

    @Test
    void givesNoAnswerWhereTheDiseaseWasRecordedAlready() {
        var person = TestWorlds.rising(Map.of(TestWorlds.FIRST, TestWorlds.day(59)));
        List<Answer> answers = asked(TestWorlds.two(), person, GridSettings.USUAL, TestWorlds.QUESTIONS);

        assertThat(answers.subList(0, 2)).noneMatch(Answer::isGiven);
        assertThat(answers.subList(2, 4)).allMatch(Answer::isGiven);
    }

    @Test
    void believesADiagnosisThatCameSoonerThanAnyCellOfTheGridAllows() {
        var person = TestWorlds.rising(Map.of(TestWorlds.SECOND, TestWorlds.day(40.3)));

        assertThat(asked(TestWorlds.two(), person, GridSettings.USUAL, TestWorlds.QUESTIONS.subList(0, 2)))
                .allMatch(Answer::isGiven);
    }

    @Test
    void aliasesCountAsTheirAnalyte() {
        var person = TestWorlds.rising(Map.of());
        var renamed = person.withValues(Map.of(
                "A-alias", person.values().get("A"),
                "B", person.values().get("B"),
                "C", person.values().get("C"),
                "unknown", person.values().get("A")));

        assertThat(asked(TestWorlds.two(), renamed, GridSettings.USUAL, TestWorlds.QUESTIONS))
                .isEqualTo(asked(TestWorlds.two(), person, GridSettings.USUAL, TestWorlds.QUESTIONS));
    }

    private static void assertLikeDraws(PlantedFiles files, Person person, List<Question> questions) {
        double[] drawn = new CrowdOfDraws(files, person, TestWorlds.index()).probabilities(questions, 2_000_000);

        assertProbabilities(asked(files, person, LONG, questions), drawn, 0.012, 0.06);
    }

    private static List<Answer> asked(PlantedFiles files, Person person, GridSettings grid, List<Question> questions) {
        return Oracle.of(files, IMMORTAL, grid, 1).about(person).answers(TestWorlds.index(), questions);
    }

    private static void assertProbabilities(List<Answer> answers, double[] expected, double absolute, double share) {
        for (int q = 0; q < expected.length; q++) {
            assertThat(answers.get(q).probability())
                    .as("question %d", q)
                    .isCloseTo(expected[q], within(Math.max(absolute * Math.sqrt(expected[q]), share * expected[q])));
        }
    }
}
