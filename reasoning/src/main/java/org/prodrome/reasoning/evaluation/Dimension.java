package org.prodrome.reasoning.evaluation;

/** By what patients are put into groups. */
enum Dimension {
    SEX("sex"),
    AGE("age"),
    RACE("race or ethnicity");

    private final String words;

    Dimension(String words) {
        this.words = words;
    }

    /** As it is named in a report. */
    String words() {
        return words;
    }

    /**
     * The group of somebody at an age.
     *
     * @param sex word for the sex
     * @param years age
     * @param race word for race or ethnicity
     */
    String group(String sex, double years, String race, Protocol protocol) {
        return switch (this) {
            case SEX -> sex;
            case AGE -> protocol.ageBand(years);
            case RACE -> race;
        };
    }

    /** The group of a row. */
    String group(TaskRows rows, int row, Protocol protocol) {
        return group(rows.sex()[row], rows.years()[row], rows.race()[row], protocol);
    }
}
