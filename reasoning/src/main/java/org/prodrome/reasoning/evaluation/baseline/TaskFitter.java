package org.prodrome.reasoning.evaluation.baseline;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prodrome.reasoning.statistics.SparseRow;

/** Fits baselines: on training rows, with what is to be chosen chosen on tuning rows. */
public final class TaskFitter {

    private static final Set<String> AGE_AND_SEX =
            Set.of(Features.AGE, Features.AGE_SQUARED, Features.MALE, Features.MALE_AGE);

    private final Features features;
    private final BaselineSettings settings;
    private final PublishedScores published;
    private final Columns columns;

    /** Chooses the columns by all training rows. */
    public TaskFitter(
            Features features, List<SparseRow> training, BaselineSettings settings, PublishedScores published) {
        this.features = features;
        this.settings = settings;
        this.published = published;
        columns = Columns.frequent(training, features.concepts(), settings);
    }

    /** How many columns the widest baselines read. */
    public int width() {
        return columns.size();
    }

    /** Empty when too few training rows have the diagnosis, or nothing is frequent enough to be read. */
    public Optional<TaskFit> fit(String outcome, Examples training, Examples tuning) {
        int events = training.eventCount();
        if (events < settings.fewestEvents() || !training.both() || columns.size() == 0) {
            return Optional.empty();
        }
        int controls = Math.max(settings.fewestControls(), events * settings.controlsPerEvent());
        Examples learn = training.thinned(controls, settings.seed());
        Examples choose = tuning.thinned(Math.max(settings.fewestControls(), controls / 4), settings.seed() + 1);
        return Optional.of(new TaskFit(
                Regression.fit(columns.where(this::ageOrSex), training, tuning, List.of(1.0)),
                Regression.fit(columns.where(c -> lastLab(c) || ageOrSex(c)), learn, choose, settings.ridges()),
                Regression.fit(columns, learn, choose, settings.ridges()),
                Trees.fit(columns, learn, choose, settings),
                published
                        .of(outcome)
                        .filter(score -> score.missing(features.concepts()).isEmpty())
                        .flatMap(score -> PublishedFit.of(score, features.concepts(), training))
                        .orElse(null)));
    }

    private boolean ageOrSex(int column) {
        return Feature.ofColumn(column) == Feature.PERSONAL
                && AGE_AND_SEX.contains(features.concepts().name(Feature.conceptOf(column)));
    }

    private static boolean lastLab(int column) {
        return Feature.ofColumn(column) == Feature.LAST;
    }

    /** Which score there is of an outcome, in words. */
    public Optional<String> score(String outcome) {
        return published.of(outcome).map(PublishedScore::words);
    }

    /** Why there is no published score of an outcome; empty when there is one. */
    public Optional<String> whyNot(String outcome) {
        Optional<PublishedScore> score = published.of(outcome);
        if (score.isEmpty()) {
            return Optional.of("no published score is listed for this outcome");
        }
        List<String> missing = score.get().missing(features.concepts());
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("these records don't tell " + String.join(", ", missing));
    }
}
