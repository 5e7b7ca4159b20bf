package org.prodrome.reasoning.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowPolicyTest {

    private static final int TELLING = 20;
    private static final int IDLE = 21;
    private static final int DIAGNOSIS = 22;

    @Test
    void whatTellsOfOutcomesKeepsALongerCourse() {
        List<Candidate> chosen = WindowPolicy.choose(record(), 40);
        assertThat(chosen).hasSize(40);
        assertThat(count(chosen, TELLING)).isGreaterThan(25);
        assertThat(count(chosen, IDLE)).isBetween(2L, 12L);
    }

    @Test
    void firstDiagnosesLastAndExtremeValuesHaveTheirPlaces() {
        List<Candidate> chosen = WindowPolicy.choose(record(), 12);
        assertThat(chosen).anyMatch(Candidate::diagnosis);
        assertThat(chosen).anyMatch(candidate -> candidate.code() == IDLE && candidate.age() == 1_990);
        assertThat(chosen).anyMatch(candidate -> candidate.code() == TELLING && candidate.value() == 0);
    }

    @Test
    void aShortRecordIsKeptWholeAndInOrder() {
        assertThat(WindowPolicy.choose(record(), 500))
                .hasSameSizeAs(record())
                .isSortedAccordingTo(Candidate.OLDEST_FIRST);
    }

    private static long count(List<Candidate> candidates, int code) {
        return candidates.stream().filter(candidate -> candidate.code() == code).count();
    }

    /** One diagnosis long ago, then 199 values of each of two analytes. */
    private static List<Candidate> record() {
        List<Candidate> all = new ArrayList<>();
        all.add(new Candidate(1, DIAGNOSIS, 0, 0, Double.NaN, 0, 1, true, 0));
        for (int i = 1; i < 200; i++) {
            all.add(new Candidate(10 * i, TELLING, 1, 0, i - 1, i, 1, false, 0.8));
            all.add(new Candidate(10 * i, IDLE, 2, 0, i - 1, i, 1, false, 0));
        }
        return all;
    }
}
