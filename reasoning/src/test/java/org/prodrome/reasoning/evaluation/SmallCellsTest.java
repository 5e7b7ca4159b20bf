package org.prodrome.reasoning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SmallCellsTest {

    private static final int LEAST = 10;

    @Test
    void showsGroupsThatAreLargeEnough() {
        assertThat(SmallCells.heldBack(new int[] {10, 25}, new int[] {10, 400}, LEAST))
                .containsExactly(false, false);
    }

    @Test
    void holdsBackAnotherGroupSoThatOneCannotBeWorkedOut() {
        assertThat(SmallCells.heldBack(new int[] {3, 40, 25}, new int[] {100, 400, 300}, LEAST))
                .containsExactly(true, false, true);
    }

    @Test
    void holdsBackMoreUntilTheSumOfThoseHeldBackIsNotSmall() {
        assertThat(SmallCells.heldBack(new int[] {2, 3, 40, 90}, new int[] {50, 50, 400, 900}, LEAST))
                .containsExactly(true, true, true, false);
    }

    @Test
    void holdsBackFewNonEventsToo() {
        assertThat(SmallCells.heldBack(new int[] {50, 60, 70}, new int[] {4, 80, 90}, LEAST))
                .containsExactly(true, true, false);
    }

    @Test
    void showsThatThereIsNobodyAndHoldsBackWithAFewThoseTheyCouldBeWorkedOutFrom() {
        assertThat(SmallCells.heldBack(new int[] {0, 3, 400, 25}, LEAST)).containsExactly(false, true, false, true);
        assertThat(SmallCells.heldBack(new int[] {0, 10, 400}, LEAST)).containsExactly(false, false, false);
    }

    @Test
    void tellsManyGroupsApart() {
        int[] counts = IntStream.range(0, 70).map(i -> 20 + i).toArray();
        counts[65] = 3;
        boolean[] held = SmallCells.heldBack(counts, LEAST);
        assertThat(IntStream.range(0, 70).filter(i -> held[i])).containsExactly(0, 65);
    }

    @Property
    void neverLeavesASmallGroupToBeWorkedOut(
            @ForAll @Size(6) @IntRange(min = 0, max = 40) int[] events,
            @ForAll @Size(6) @IntRange(min = 0, max = 40) int[] others) {
        boolean[] held = SmallCells.heldBack(events, others, LEAST);
        int[] hidden = IntStream.range(0, 6).filter(i -> held[i]).toArray();
        for (int i = 0; i < 6; i++) {
            assertThat(held[i] || (events[i] >= LEAST && others[i] >= LEAST)).isTrue();
        }
        boolean someShown = hidden.length < 6;
        if (hidden.length > 0 && someShown) {
            assertThat(hidden.length).isGreaterThan(1);
            assertThat(IntStream.of(hidden).map(i -> events[i]).sum()).isGreaterThanOrEqualTo(LEAST);
            assertThat(IntStream.of(hidden).map(i -> others[i]).sum()).isGreaterThanOrEqualTo(LEAST);
        }
    }
}
