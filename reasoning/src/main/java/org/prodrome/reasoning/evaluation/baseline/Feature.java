package org.prodrome.reasoning.evaluation.baseline;

/** What is computed of each concept of a story; a column of the table is a concept with one of these. */
enum Feature {
    COUNT_30(30),
    COUNT_180(180),
    COUNT_365(365),
    COUNT_ALL(Integer.MAX_VALUE),
    LAST(0),
    SMALLEST(0),
    LARGEST(0),
    /** Per year, least squares over the last three years. */
    SLOPE(0),
    /** From the value of the day before the last one's. */
    CHANGE(0),
    DAYS_SINCE(0),
    /** Of the person: age, sex, race and ethnicity, length of the record. */
    PERSONAL(0);

    private static final Feature[] ALL = values();

    private final int windowDays;

    Feature(int windowDays) {
        this.windowDays = windowDays;
    }

    /** 0 where it is no count. */
    int windowDays() {
        return windowDays;
    }

    boolean count() {
        return windowDays > 0;
    }

    /** The column of this feature of a numbered concept. */
    int column(int concept) {
        return concept * ALL.length + ordinal();
    }

    static Feature ofColumn(int column) {
        return ALL[column % ALL.length];
    }

    static int conceptOf(int column) {
        return column / ALL.length;
    }
}
