package org.prodrome.reasoning.model;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A class-conditional (Mondrian) split-conformal set for one outcome and horizon (Vovk, Gammerman and Shafer, Algorithmic
 * Learning in a Random World, 2005, section 4.5).
 *
 * <p>The set of a patient holds "it comes" unless at most a share alpha of the patients who got it had so low a risk, and
 * "it doesn't come" unless at most that share of those who didn't had so high a one: so it holds what becomes of the patient
 * with probability {@code 1 - alpha} at least, among those who get it and those who don't alike, for patients drawn like those
 * it was fitted on. Scores are the network's own, before calibration: that never changes their order, so nothing that was
 * fitted on the same patients comes in.
 *
 * @param alpha share of patients of either kind whose set may lack what becomes of them, in (0, 1)
 * @param eventPatients how many got it; 0 stands for fewer than ten
 * @param otherPatients how many didn't; 0 stands for fewer than ten
 * @param eventFrom raw risk from which the set holds "it comes"; null with too few patients
 * @param otherUpTo raw risk up to which it holds "it doesn't come"; null with too few patients
 */
public record Conformal(
        double alpha,
        int eventPatients,
        int otherPatients,
        @Nullable Double eventFrom,
        @Nullable Double otherUpTo) {

    /** Patients of either kind below which nothing is decided. */
    public static final int FEWEST = 20;

    private static final double EVEN = 0.5;

    public Conformal {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha: expected a share between 0 and 1, got " + alpha);
        }
        eventPatients = CalibrationCounts.told(eventPatients);
        otherPatients = CalibrationCounts.told(otherPatients);
    }

    /**
     * Fits on one row per patient and kind: rows of one patient are no independent draws.
     *
     * @param events raw risks of patients who got it, before they did
     * @param others raw risks of patients who didn't within the horizon
     */
    public static Conformal fit(double[] events, double[] others, double alpha) {
        if (Math.min(events.length, others.length) < needed(alpha)) {
            return new Conformal(alpha, events.length, others.length, null, null);
        }
        double[] rising = Arrays.stream(events).sorted().toArray();
        double[] falling = Arrays.stream(others)
                .map(risk -> -risk)
                .sorted()
                .map(risk -> -risk)
                .toArray();
        return new Conformal(
                alpha, events.length, others.length, rising[rank(events, alpha)], falling[rank(others, alpha)]);
    }

    private static int needed(double alpha) {
        return Math.max(FEWEST, (int) Math.ceil(1 / alpha) - 1);
    }

    /** The {@code floor(alpha (n + 1))}-th, counted from 0: at most a share alpha of new draws is beyond it. */
    private static int rank(double[] scores, double alpha) {
        return (int) Math.floor(alpha * (scores.length + 1)) - 1;
    }

    /**
     * What the set says.
     *
     * @param raw the network's own risk
     * @param probability the calibrated one: what is less likely than not is never called likely, however far it stands out
     * @param baseline from age and sex alone: a risk above it is never called low, however low those who got it stood, and
     *     one below it never high; null where there is none, and then nothing is called low
     */
    public Verdict verdict(double raw, double probability, @Nullable Double baseline) {
        if (eventFrom == null || otherUpTo == null) {
            return Verdict.undetermined(tooFew());
        }
        boolean mayCome = raw >= eventFrom;
        boolean mayNot = raw <= otherUpTo;
        if (mayCome && mayNot) {
            return Verdict.undetermined("Such a risk is usual among those who got it and among those who did not.");
        }
        if (mayCome) {
            return high(probability, baseline);
        }
        if (mayNot) {
            return low(probability, baseline);
        }
        return Verdict.undetermined("Such a risk is unusual among those who got it and among those who did not.");
    }

    /** Without the counts: it is shown with a patient, and a small one may point at another. */
    private String tooFew() {
        int needed = needed(alpha);
        String few = "fewer than " + needed;
        String who = eventPatients >= needed
                ? few + " did not get it"
                : few + " got it" + (otherPatients < needed ? " and " + few + " did not" : "");
        return "Too few to tell: of the patients it was calibrated on, " + who + "; " + needed
                + " of either kind are needed.";
    }

    private Verdict high(double probability, @Nullable Double baseline) {
        String said = "Higher than in " + most() + " who did not get it";
        if (probability < EVEN) {
            return Verdict.undetermined(said + ", yet most such patients do not get it.");
        }
        return baseline != null && probability < baseline
                ? Verdict.undetermined(said + ", yet below the risk by age and sex alone.")
                : new Verdict(Verdict.Kind.LIKELY, said + "; more likely than not.");
    }

    private Verdict low(double probability, @Nullable Double baseline) {
        String said = "Lower than in " + most() + " who got it";
        if (probability >= EVEN) {
            return Verdict.undetermined(said + ", yet most such patients get it.");
        }
        if (baseline == null) {
            return Verdict.undetermined(said + ", yet there is no risk by age and sex to compare it with.");
        }
        return probability > baseline
                ? Verdict.undetermined(said + ", yet above the risk by age and sex alone.")
                : new Verdict(
                        Verdict.Kind.UNLIKELY,
                        said + " and no higher than by age and sex alone. Rules nothing out: up to " + of100(alpha)
                                + " who get it stand here.");
    }

    private String most() {
        return of100(1 - alpha);
    }

    private static String of100(double share) {
        return String.format(Locale.ROOT, "%.0f of 100", 100 * share);
    }
}
