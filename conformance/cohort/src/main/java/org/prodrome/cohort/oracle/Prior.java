package org.prodrome.cohort.oracle;

import java.util.List;

/** What the disease files say of one hypothesis in one living person on one day, given that it was recorded on a day or never so far. */
final class Prior {
    /** Mean delays after which nobody is undiagnosed any more: 1 in 60,000. */
    private static final double LONGEST_DELAYS = 11;

    /** Points in an onset slot over which risks are averaged. */
    private static final int POINTS = 3;

    private static final double[] NO_RISKS = {};

    private final Lattice lattice;
    private final List<Pace> paces;
    private final int day;
    private final Belief.Builder belief;

    private Prior(Lattice lattice, int day, Belief.Builder belief) {
        this.lattice = lattice;
        this.paces = lattice.hypothesis().paces();
        this.day = day;
        this.belief = belief;
    }

    /** Of a disease that was not recorded so far. */
    static Belief undiagnosed(Lattice lattice, int day, Residuals residuals, Forecast forecast) {
        var prior = new Prior(lattice, day, new Belief.Builder(residuals, forecast.windows()));
        prior.belief.silent(lattice.none(day), forecast.risksOfTheFree());
        double longest = LONGEST_DELAYS * lattice.hypothesis().delayDays();
        for (int p = 0; p < prior.paces.size(); p++) {
            int last = lattice.slot(day);
            for (int slot = lattice.slot(day - prior.paces.get(p).days() - longest); slot <= last; slot++) {
                prior.hidden(slot, p, forecast);
            }
        }
        return prior.belief.build();
    }

    /** Of a disease that was recorded. */
    static Belief diagnosed(Lattice lattice, int day, Residuals residuals, int diagnosisDay) {
        var prior = new Prior(lattice, day, new Belief.Builder(residuals, 0));
        double longest = LONGEST_DELAYS * lattice.hypothesis().delayDays();
        for (int p = 0; p < prior.paces.size(); p++) {
            double latest = diagnosisDay + 1 - prior.paces.get(p).days();
            for (int slot = lattice.slot(latest - longest); slot <= lattice.slot(latest) && latest > 0; slot++) {
                prior.known(slot, p, latest);
            }
        }
        if (prior.belief.isEmpty()) {
            prior.fasterThanTheFastest(diagnosisDay);
        }
        return prior.belief.build();
    }

    /** Diagnosed so soon after the youngest age of an onset that the course was faster than any cell: the fastest, then. */
    private void fasterThanTheFastest(int diagnosisDay) {
        for (int slot = 0; slot <= lattice.slot(diagnosisDay); slot++) {
            belief.add(lattice.cell(slot, 0), mass(slot, 0, diagnosisDay), NO_RISKS);
        }
    }

    /** Of a decoy. */
    static Belief decoy(Lattice lattice, int day, Residuals residuals) {
        var prior = new Prior(lattice, day, new Belief.Builder(residuals, 0));
        prior.belief.silent(lattice.none(day), NO_RISKS);
        double first = lattice.firstValueDay();
        for (int p = 0; p < prior.paces.size(); p++) {
            prior.stalled(p, first);
        }
        return prior.belief.build();
    }

    private double mass(int slot, int pace, double until) {
        return lattice.onset(lattice.start(slot), Math.min(lattice.start(slot + 1), until))
                * paces.get(pace).weight();
    }

    /** Undiagnosed for sure before s = 1, then with the probability that the delay lasts. */
    private void hidden(int slot, int pace, Forecast forecast) {
        double from = lattice.start(slot);
        double length = Math.min(lattice.start(slot + 1), day) - from;
        double[] risk = new double[forecast.windows()];
        double still = 0;
        for (int i = 0; i < POINTS; i++) {
            double remaining =
                    from + (i + 0.5) / POINTS * length + paces.get(pace).days() - day;
            double undiagnosed =
                    Math.min(1, Math.exp(remaining / lattice.hypothesis().delayDays()));
            still += undiagnosed;
            for (int w = 0; w < risk.length; w++) {
                risk[w] += undiagnosed * forecast.risk(w, remaining);
            }
        }
        for (int w = 0; w < risk.length; w++) {
            risk[w] /= still;
        }
        belief.add(lattice.cell(slot, pace), mass(slot, pace, day) * still / POINTS, risk);
    }

    /** Onsets before {@code latest}, each by the density of a delay that ends on the day of the diagnosis. */
    private void known(int slot, int pace, double latest) {
        double delay = lattice.hypothesis().delayDays();
        double from = lattice.start(slot);
        double to = Math.min(lattice.start(slot + 1), latest);
        if (to > from) {
            double density = Math.exp((to - latest) / delay) - Math.exp((from - latest) / delay);
            belief.add(lattice.cell(slot, pace), mass(slot, pace, latest) * density / (to - from), NO_RISKS);
        }
    }

    /** What was over before the first value is silent; what had come to its plateau by then, and stays, looks all the same. */
    private void stalled(int p, double first) {
        Pace pace = paces.get(p);
        int settled = lattice.slot(first - pace.days() * pace.plateau()) - 1;
        double same = 0;
        for (int slot = 0; slot <= lattice.slot(day); slot++) {
            double mass = mass(slot, p, day);
            if (lattice.start(slot + 1) + pace.resolvedAfter() <= first) {
                belief.silent(mass, NO_RISKS);
            } else if (slot < settled && Double.isInfinite(pace.resolvedAfter())) {
                same += mass;
            } else {
                belief.add(lattice.cell(slot, p), mass + same, NO_RISKS);
                same = 0;
            }
        }
    }
}
