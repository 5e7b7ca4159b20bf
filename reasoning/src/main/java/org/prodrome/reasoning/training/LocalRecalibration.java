package org.prodrome.reasoning.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import org.prodrome.reasoning.failure.ReasoningException.RefusedData;
import org.prodrome.reasoning.model.Calibration;
import org.prodrome.reasoning.model.Forward;
import org.prodrome.reasoning.model.ModelFiles;
import org.prodrome.reasoning.model.ModelFiles.CalibrationRow;
import org.prodrome.reasoning.model.ModelFiles.CalibrationTable;
import org.prodrome.reasoning.model.ModelFiles.Limits;
import org.prodrome.reasoning.model.ModelFiles.Settings;
import org.prodrome.reasoning.model.ModelPackage;
import org.prodrome.reasoning.model.NetworkProbe;
import org.prodrome.reasoning.model.PackageSeal;
import org.prodrome.reasoning.model.TrustedKeys;
import org.prodrome.reasoning.note.NoteFindings;
import org.prodrome.reasoning.statistics.CalibrationMeasures;
import org.prodrome.reasoning.token.EventKind;
import org.prodrome.reasoning.training.HorizonFits.Decided;
import org.prodrome.reasoning.training.RecalibrationRecord.Fit;
import org.prodrome.reasoning.training.RecalibrationRecord.Line;

/**
 * Fits a package's calibration and conformal sets to a site's own patients; the network is left as it is.
 *
 * <p>Rows are those that evaluation would ask about. What too few patients got moves with the next longer horizon, or keeps its
 * calibration: see {@link HorizonFits}. Before and after are measured on patients that nothing is fitted on.
 */
public final class LocalRecalibration {

    /** Patients who get an outcome within a horizon, below which its calibration is not fitted anew. */
    public static final int FEWEST = Calibration.SLOPE_FROM;

    private static final int ALL_CORES = 0;

    private final Order order;
    private final ModelPackage files;
    private final Outcomes outcomes;
    private final LocalRows rows;
    private final boolean synthetic;

    private LocalRecalibration(Order order, ModelPackage files, Outcomes outcomes, LocalRows rows, boolean synthetic) {
        this.order = order;
        this.files = files;
        this.outcomes = outcomes;
        this.rows = rows;
        this.synthetic = synthetic;
    }

    /**
     * What is asked.
     *
     * @param model the package
     * @param trusted whose packages are taken
     * @param directory of the new package; must not exist
     * @param suffix of the new version
     * @param trainedElsewhere whether none of the patients can have been in its training: then more of them are fitted on
     * @param key signs it
     * @param seed of index dates and intervals
     */
    public record Order(
            Path model,
            TrustedKeys trusted,
            Path directory,
            String suffix,
            boolean trainedElsewhere,
            SigningKey key,
            long seed) {}

    /** Reads the export, fits, packages and signs. */
    public static RecalibrationRecord run(Order order, RecordSource records, Progress progress) {
        PackageDraft.requireNew(order.directory());
        ModelPackage files = ModelPackage.open(order.model(), order.trusted());
        PackageWriter.naming(files.settings().name(), files.settings().version() + order.suffix());
        requireForm(order, files);
        if (records.synthetic() && !files.settings().synthetic()) {
            throw new RefusedData("data: expected real patients for a model of real ones, got synthetic ones", null);
        }
        Outcomes outcomes = Outcomes.of(files);
        Set<Split> parts = order.trainedElsewhere() ? Set.of(Split.TRAINING, Split.TUNING) : Set.of(Split.TUNING);
        boolean notes = files.vocabulary().clamps().kinds().contains(EventKind.NOTE_FINDING);
        RecordSource source = notes ? new NotedRecords(records, NoteFindings.load()) : records;
        LocalRows rows = LocalRows.read(source, files, outcomes, parts, progress, order.seed());
        return new LocalRecalibration(order, files, outcomes, rows, records.synthetic()).make(progress);
    }

    /** What others signed is looked at as if it were to be adopted. */
    private static void requireForm(Order order, ModelPackage files) {
        boolean own = PackageSeal.signer(files.directory(), order.trusted())
                .equals(order.key().publicKey());
        if (!own) {
            NetworkProbe.requireForm(files.directory().resolve(ModelFiles.SAVED_MODEL));
        }
    }

    private RecalibrationRecord make(Progress progress) {
        progress.phase("calibration", 2);
        Settings settings = files.settings();
        Path network = files.directory().resolve(ModelFiles.SAVED_MODEL);
        SequenceData data = data();
        RecalibratedPackage made = new RecalibratedPackage(order, files);
        CalibrationTable fresh;
        List<double[][]> fittedRaw;
        List<double[][]> heldOut;
        Limits limits;
        try (Forward forward = new Forward(network, settings, files.trees(), ALL_CORES)) {
            fittedRaw = risks(forward, rows.fitted());
            fresh = new CalibrationFit(data, fittedRaw, order.seed())
                    .fit(settings.horizons(), settings.edges(), fittedOn());
            progress.step();
            heldOut = risks(forward, rows.heldOut());
            limits = made.limits(data, forward);
        }
        List<Line> lines = new ArrayList<>();
        List<CalibrationRow> kept = new ArrayList<>();
        for (int o = 0; o < outcomes.outcomes().size(); o++) {
            lines.addAll(lines(o, fresh, fittedRaw, heldOut, kept));
        }
        requireSome(lines);
        RecalibrationRecord record = new RecalibrationRecord(
                settings.version(),
                files.hash(),
                LocalRows.patients(rows.fitted()),
                LocalRows.patients(rows.heldOut()),
                lines);
        made.write(
                new CalibrationTable(
                        "refitted locally: " + fresh.method() + "; rows that fewer than " + FEWEST
                                + " of them got: those of version " + settings.version()
                                + ", moved with the next longer horizon or as they were",
                        kept),
                limits,
                data,
                record);
        progress.step();
        return record;
    }

    private String fittedOn() {
        return order.trainedElsewhere()
                ? "training and tuning patients of the site, on none of whom the model was trained"
                : "tuning patients of the site";
    }

    private static List<double[][]> risks(Forward forward, List<PatientSequence> sequences) {
        return forward.risks(sequences.stream().map(PatientSequence::tokens).toList());
    }

    private SequenceData data() {
        int patients = LocalRows.patients(rows.fitted());
        return new SequenceData(
                files.vocabulary(), outcomes, rows.fitted(), rows.fitted(), patients, patients, 0, synthetic);
    }

    /** Decides on an outcome's rows, and keeps what they are to be. */
    private List<Line> lines(
            int place,
            CalibrationTable fresh,
            List<double[][]> fittedRaw,
            List<double[][]> heldOut,
            List<CalibrationRow> kept) {
        String outcome = outcomes.outcomes().get(place).id();
        HorizonFits fits = new HorizonFits(
                files.settings().edges(),
                fittedRaw.stream().map(raw -> raw[place]).toList());
        SortedMap<Integer, Decided> decided = fits.decide(
                fresh.rows().stream()
                        .filter(row -> row.outcome().equals(outcome))
                        .toList(),
                files.calibration().getOrDefault(outcome, Map.of()),
                enoughAtItsMain(place));
        decided.values().forEach(one -> {
            if (one.row() != null) {
                kept.add(one.row());
            }
        });
        return decided.entrySet().stream()
                .map(one -> new Line(
                        outcome,
                        outcomes.outcomes().get(place).name(),
                        one.getKey(),
                        PatientCount.of(one.getValue().eventPatients()),
                        one.getValue().done(),
                        measured(
                                place,
                                one.getKey(),
                                heldOut,
                                raw -> fits.shown(decided, Decided::before, one.getKey(), raw)),
                        measured(
                                place,
                                one.getKey(),
                                heldOut,
                                raw -> fits.shown(decided, Decided::row, one.getKey(), raw))))
                .toList();
    }

    private boolean enoughAtItsMain(int place) {
        Labelled labelled = Labelled.of(rows.fitted(), place, files.settings().explainedHorizon());
        return labelled.patients(rows.fitted()).with() >= FEWEST;
    }

    /** Of what is shown, in the rows whose outcome is known at the horizon. */
    private Fit measured(int place, int horizonDays, List<double[][]> raw, ToDoubleFunction<double[]> shown) {
        Labelled labelled = Labelled.of(rows.heldOut(), place, horizonDays);
        if (labelled.patients(rows.heldOut()).scarcer() < FEWEST) {
            return new Fit(null, null);
        }
        double[] risks = labelled.places().stream()
                .mapToDouble(row -> shown.applyAsDouble(raw.get(row)[place]))
                .toArray();
        return new Fit(
                CalibrationMeasures.observedOverExpected(risks, labelled.events(), labelled.weights()),
                CalibrationMeasures.recalibration(risks, labelled.events(), labelled.weights())
                        .coefficients()
                        .getFirst());
    }

    private void requireSome(List<Line> lines) {
        if (lines.stream().noneMatch(Line::refitted)) {
            int most = lines.stream()
                    .mapToInt(line -> line.eventPatients().told())
                    .max()
                    .orElse(0);
            throw new RefusedData(
                    "data: expected at least " + FEWEST + " patients who get an outcome within a horizon, got "
                            + PatientCount.of(most).words() + " at most of " + LocalRows.patients(rows.fitted())
                            + " patients; nothing was changed",
                    null);
        }
    }
}
