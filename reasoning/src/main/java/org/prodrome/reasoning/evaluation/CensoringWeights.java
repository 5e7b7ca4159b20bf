package org.prodrome.reasoning.evaluation;

import java.util.List;
import org.prodrome.reasoning.statistics.InverseCensoring;

/** Rows whose outcome is known stand for those that were lost; diagnosis and death are no loss. */
final class CensoringWeights {

    private final InverseCensoring censoring;

    CensoringWeights(List<IndexRow> rows, int outcome) {
        double[] days = new double[rows.size()];
        boolean[] lost = new boolean[rows.size()];
        for (int i = 0; i < days.length; i++) {
            days[i] = rows.get(i).days(outcome);
            lost[i] = !rows.get(i).diagnosed(outcome) && !rows.get(i).life().died();
        }
        censoring = new InverseCensoring(days, lost);
    }

    /** Weight of a row that is not censored before the horizon. */
    double of(IndexRow row, int outcome, int horizonDays) {
        return censoring.weight(Math.min(row.days(outcome), horizonDays));
    }
}
