package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.prodrome.reasoning.statistics.SparseRow;

/** Newly recorded diagnoses, each seen from the day before. */
final class Occasions {

    private final List<Integer> recorded = new ArrayList<>();
    private final Rows rows;

    Occasions(Rows rows) {
        this.rows = rows;
    }

    void add(int outcome, IndexRow row, SparseRow features) {
        recorded.add(outcome);
        rows.add(row, features);
    }

    /** The outcome that was recorded. */
    int recorded(int i) {
        return recorded.get(i);
    }

    Rows rows() {
        return rows;
    }

    int size() {
        return recorded.size();
    }
}
