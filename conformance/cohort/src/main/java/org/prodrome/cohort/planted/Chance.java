package org.prodrome.cohort.planted;

/**
 * Hashed randomness: a draw is a function of the names it was asked by, in that order, and of nothing else. Asking for one draw more
 * or less moves no other, which is what makes counterfactual twins possible. Immutable; safe for several threads.
 *
 * <p>Mixing is the finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), names go in by FNV-1a.
 */
public record Chance(long state) {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    public static Chance ofSeed(long seed) {
        return new Chance(mix(seed + GAMMA));
    }

    public Chance with(long name) {
        return new Chance(mix(state * 31 + mix(name + GAMMA)));
    }

    public Chance with(String name) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
        }
        return with(hash);
    }

    /** Uniform in (0, 1): neither end comes. */
    public double uniform() {
        return ((mix(state) >>> 11) + 0.5) * 0x1p-53;
    }

    /** Exponential with mean 1. */
    public double exponential() {
        return -StrictMath.log(uniform());
    }

    /** Normal with mean 0 and standard deviation 1 (Box and Muller 1958). */
    public double normal() {
        double angle = 2 * Math.PI * with(1).uniform();
        return StrictMath.sqrt(2 * exponential()) * StrictMath.cos(angle);
    }

    public boolean happens(double probability) {
        return uniform() < probability;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
