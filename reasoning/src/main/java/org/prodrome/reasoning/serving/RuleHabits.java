package org.prodrome.reasoning.serving;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which rules overran lately, so that one that does not end takes only a few workers. Thread-safe.
 *
 * <p>A rule is left out while {@value #MOST_AT_ONCE} workers are stuck in it, and for a while after it overran so many times
 * in a row. Then one question tries it again.
 */
final class RuleHabits {
    private static final int MOST_AT_ONCE = 2;

    private final int overruns;
    private final long restNanos;
    private final Map<String, Habit> habits = new ConcurrentHashMap<>();

    /**
     * How a rule has been doing.
     *
     * @param inRow overruns since it last ended in time
     * @param stuck workers that are in it now, overdue
     * @param restsUntil on {@link System#nanoTime}'s clock; counts only after so many overruns in a row
     */
    private record Habit(int inRow, int stuck, long restsUntil) {}

    RuleHabits(RuleSettings settings) {
        this.overruns = settings.overruns();
        this.restNanos = settings.rest().toNanos();
    }

    /** Whether a rule may run now. Whoever is told so at the end of its rest is the one who tries it. */
    boolean mayRun(String rule, long now) {
        if (!habits.containsKey(rule)) {
            return true;
        }
        boolean[] may = {true};
        habits.computeIfPresent(rule, (id, habit) -> {
            boolean tired = habit.inRow() >= overruns;
            may[0] = habit.stuck() < MOST_AT_ONCE && (!tired || now - habit.restsUntil() >= 0);
            return may[0] && tired ? new Habit(habit.inRow(), habit.stuck(), now + restNanos) : habit;
        });
        return may[0];
    }

    void overran(String rule, long now) {
        habits.merge(
                rule,
                new Habit(1, 1, now + restNanos),
                (habit, one) -> new Habit(habit.inRow() + 1, habit.stuck() + 1, now + restNanos));
    }

    /** A worker that was stuck in it is back. */
    void ended(String rule) {
        habits.computeIfPresent(
                rule, (id, habit) -> new Habit(habit.inRow(), Math.max(0, habit.stuck() - 1), habit.restsUntil()));
    }

    void inTime(String rule) {
        if (habits.containsKey(rule)) {
            habits.computeIfPresent(
                    rule, (id, habit) -> habit.stuck() == 0 ? null : new Habit(0, habit.stuck(), habit.restsUntil()));
        }
    }

    /** The rules that would be left out now, by id. */
    List<String> resting(long now) {
        return habits.entrySet().stream()
                .filter(entry -> entry.getValue().stuck() >= MOST_AT_ONCE
                        || entry.getValue().inRow() >= overruns
                                && now - entry.getValue().restsUntil() < 0)
                .map(Map.Entry::getKey)
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
