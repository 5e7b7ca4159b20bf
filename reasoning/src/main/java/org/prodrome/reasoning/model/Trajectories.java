package org.prodrome.reasoning.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.prodrome.fhir.record.EncounterStay;
import org.prodrome.reasoning.model.Trajectory.Point;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.token.Tokenizer;
import org.prodrome.reasoning.token.Tokens;

/**
 * What the model would have said on days past: every day's story is cut at that day and read anew.
 *
 * <p>Where a day's tokens are the first of today's, as in a record that fits the window, one pass over today's tokens reads
 * that day too: the network is causal, so the answer is the same.
 */
final class Trajectories {

    private static final int FEWEST_VISITS = 3;
    private static final float END_OF_DAY = 0.5f;

    private final Forward forward;
    private final Tokenizer tokenizer;
    private final Calibrator calibrator;
    private final Abstaining abstaining;
    private final ModelPackage files;

    Trajectories(
            Forward forward, Tokenizer tokenizer, Calibrator calibrator, Abstaining abstaining, ModelPackage files) {
        this.forward = forward;
        this.tokenizer = tokenizer;
        this.calibrator = calibrator;
        this.abstaining = abstaining;
        this.files = files;
    }

    /** One per answered outcome and horizon; today's point is today's risk. */
    List<Trajectory> of(Reading now, Set<OutcomeDefinition> answered) {
        List<Reading> readings = new ArrayList<>();
        List<LocalDate> declined = new ArrayList<>();
        for (Reading reading : past(now)) {
            if (abstaining.reason(reading).isPresent()) {
                declined.add(reading.timeline().asOf());
            } else {
                readings.add(reading);
            }
        }
        readings.add(now);
        List<Trajectory> trajectories = new ArrayList<>();
        for (int o = 0; o < files.outcomes().size(); o++) {
            OutcomeDefinition outcome = files.outcomes().get(o);
            if (answered.contains(outcome)) {
                trajectories.addAll(of(outcome, o, readings, declined));
            }
        }
        return trajectories;
    }

    private List<Trajectory> of(
            OutcomeDefinition outcome, int place, List<Reading> readings, List<LocalDate> declined) {
        Map<Integer, List<Point>> byHorizon = new TreeMap<>();
        for (Reading reading : readings) {
            for (Calibrator.Interval interval :
                    calibrator.intervals(outcome, reading.read().risks()[place])) {
                byHorizon
                        .computeIfAbsent(interval.horizonDays(), h -> new ArrayList<>())
                        .add(new Point(
                                reading.timeline().asOf(), interval.probability(), interval.low(), interval.high()));
            }
        }
        return byHorizon.entrySet().stream()
                .map(points -> new Trajectory(outcome.outcome(), points.getKey(), points.getValue(), declined))
                .toList();
    }

    /** The days worth a point, oldest first, each with what the network says of it; the as-of day itself is not among them. */
    List<Reading> past(Reading now) {
        List<Timeline> stories =
                days(now.timeline()).stream().map(now.timeline()::until).toList();
        List<Tokens> told = stories.stream().map(tokenizer::tokenize).toList();
        int free = files.settings().window() - (now.tokens().length() - 1);
        List<Integer> first = new ArrayList<>();
        List<Integer> rest = new ArrayList<>();
        for (int i = 0; i < stories.size(); i++) {
            boolean same = first.size() < free && beginsWith(now.tokens(), told.get(i));
            (same ? first : rest).add(i);
        }
        List<Reading> past = new ArrayList<>(together(first, stories, told, now.tokens()));
        past.addAll(oneByOne(rest, stories, told));
        past.sort(Comparator.comparing((Reading one) -> one.timeline().asOf()));
        return past;
    }

    private List<Reading> together(List<Integer> places, List<Timeline> stories, List<Tokens> told, Tokens now) {
        if (places.isEmpty()) {
            return List.of();
        }
        float[] days = new float[places.size()];
        for (int i = 0; i < days.length; i++) {
            days[i] = end(told.get(places.get(i))) - END_OF_DAY;
        }
        return joined(places, stories, told, forward.reads(now, days));
    }

    private List<Reading> oneByOne(List<Integer> places, List<Timeline> stories, List<Tokens> told) {
        return joined(
                places,
                stories,
                told,
                forward.reads(places.stream().map(told::get).toList()));
    }

    private static List<Reading> joined(
            List<Integer> places, List<Timeline> stories, List<Tokens> told, List<Forward.Read> reads) {
        List<Reading> past = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            past.add(new Reading(stories.get(places.get(i)), told.get(places.get(i)), reads.get(i)));
        }
        return past;
    }

    /** Whether a day's tokens are those of the whole up to the end of that day. */
    private static boolean beginsWith(Tokens whole, Tokens day) {
        int events = day.length() - 1;
        return events < whole.length()
                && whole.ages()[events] >= end(day)
                && Arrays.equals(whole.codes(), 0, events, day.codes(), 0, events)
                && Arrays.equals(whole.bins(), 0, events, day.bins(), 0, events)
                && Arrays.equals(whole.z(), 0, events, day.z(), 0, events)
                && Arrays.equals(whole.ages(), 0, events, day.ages(), 0, events)
                && day.courses().isThatOf(whole.courses(), end(day));
    }

    private static float end(Tokens tokens) {
        return tokens.ages()[tokens.length() - 1];
    }

    /** Days of visits in the last years, else of anything; the last of each of as many equal spans. */
    private static List<LocalDate> days(Timeline timeline) {
        LocalDate from = timeline.asOf().minusYears(Trajectory.YEARS);
        NavigableSet<LocalDate> visits = within(timeline, from, true);
        NavigableSet<LocalDate> all = visits.size() < FEWEST_VISITS ? within(timeline, from, false) : visits;
        long span = Math.max(1, timeline.asOf().toEpochDay() - from.toEpochDay());
        return List.copyOf(all.stream()
                .collect(Collectors.toMap(
                        day -> (day.toEpochDay() - from.toEpochDay()) * Trajectory.MOST_PAST_DAYS / span,
                        day -> day,
                        (earlier, later) -> later,
                        TreeMap::new))
                .values());
    }

    private static NavigableSet<LocalDate> within(Timeline timeline, LocalDate from, boolean visitsOnly) {
        return timeline.entries().stream()
                .filter(entry -> !visitsOnly || entry.event() instanceof EncounterStay)
                .map(entry -> timeline.birthDate().plusDays(entry.age().value()))
                .filter(day -> !day.isBefore(from) && day.isBefore(timeline.asOf()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
