package org.prodrome.reasoning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CourseTest {

    @Test
    void aValueStandsBesideTheMeanOfThoseOfEarlierDays() {
        Course course = new Course();
        assertThat(course.change(1, 10)).isZero();
        assertThat(course.change(3, 20)).isEqualTo(2);
        assertThat(course.change(5, 30)).isEqualTo(3);
    }

    @Test
    void valuesOfOneDayDoNotSeeEachOther() {
        Course course = new Course();
        course.change(1, 10);
        assertThat(course.change(3, 20)).isEqualTo(2);
        assertThat(course.change(9, 20)).isEqualTo(8);
        assertThat(course.change(0, 30)).isEqualTo(-13 / 3f, within(1e-6f));
    }

    @Test
    void headsForgetAtRatesOfTheirOwnAndTheFirstNever() {
        NetworkShape four = new NetworkShape(new int[9][1], List.of(), 1, 32, 1, 4, 2, List.of(30), 2);
        assertThat(four.fading(0)).isZero();
        assertThat(four.fading(1)).isEqualTo(0.1, within(1e-12));
        assertThat(four.fading(2)).isEqualTo(0.4, within(1e-12));
        assertThat(four.fading(3)).isEqualTo(1.6, within(1e-12));
        NetworkShape two = new NetworkShape(new int[9][1], List.of(), 1, 32, 1, 2, 2, List.of(30), 2);
        assertThat(two.fading(1)).isEqualTo(0.4, within(1e-12));
    }
}
