package org.prodrome.cohort.oracle;

import java.util.ArrayList;
import java.util.List;

/** Which windows are asked about each hypothesis on a day, each once, and where each question finds its own. Immutable once made. */
final class AskedWindows {
    private final List<List<Window>> byHypothesis = new ArrayList<>();
    private final int[] hypotheses;
    private final int[] places;

    AskedWindows(List<Lattice> lattices, List<Question> questions) {
        List<String> ids =
                lattices.stream().map(l -> l.hypothesis().disease().id()).toList();
        lattices.forEach(lattice -> byHypothesis.add(new ArrayList<>()));
        this.hypotheses = new int[questions.size()];
        this.places = new int[questions.size()];
        for (int q = 0; q < hypotheses.length; q++) {
            hypotheses[q] = ids.indexOf(questions.get(q).outcome());
            if (hypotheses[q] < 0
                    || lattices.get(hypotheses[q]).hypothesis().disease().isDecoy()) {
                throw new OracleException("outcome: expected a planted disease, got "
                        + questions.get(q).outcome());
            }
            places[q] = place(byHypothesis.get(hypotheses[q]), questions.get(q).window());
        }
    }

    List<Window> of(int hypothesis) {
        return byHypothesis.get(hypothesis);
    }

    int longestDays() {
        return byHypothesis.stream()
                .flatMap(List::stream)
                .mapToInt(Window::horizonDays)
                .max()
                .orElse(1);
    }

    void add(Chain chain, int question, SweepAverage average) {
        int h = hypotheses[question];
        int w = places[question];
        average.add(chain.risk(h, w), chain.square(h, w));
    }

    private static int place(List<Window> windows, Window window) {
        int known = windows.indexOf(window);
        if (known >= 0) {
            return known;
        }
        windows.add(window);
        return windows.size() - 1;
    }
}
