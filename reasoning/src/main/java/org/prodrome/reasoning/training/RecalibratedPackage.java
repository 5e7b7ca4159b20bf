package org.prodrome.reasoning.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.prodrome.reasoning.model.Forward;
import org.prodrome.reasoning.model.ModelFiles;
import org.prodrome.reasoning.model.ModelFiles.BaselineTable;
import org.prodrome.reasoning.model.ModelFiles.CalibrationTable;
import org.prodrome.reasoning.model.ModelFiles.Limits;
import org.prodrome.reasoning.model.ModelFiles.Settings;
import org.prodrome.reasoning.model.ModelPackage;
import org.prodrome.reasoning.model.PackageJson;

/** The package that a recalibration makes: all of the old one but what was fitted anew. */
final class RecalibratedPackage {

    private static final String RECORD = "recalibration.json";

    private final LocalRecalibration.Order order;
    private final ModelPackage files;

    RecalibratedPackage(LocalRecalibration.Order order, ModelPackage files) {
        this.order = order;
        this.files = files;
    }

    /** What only data can tell is fitted where a package of others has none. */
    Limits limits(SequenceData data, Forward forward) {
        Limits own = files.limits();
        if (own.distance() != null || data.training().isEmpty()) {
            return own;
        }
        Limits local = LimitsFit.fit(data, forward);
        return new Limits(
                own.fewestEvents(),
                own.fewestHistoryDays(),
                own.fromAgeYears(),
                own.belowAgeYears(),
                own.mostUnknownShare(),
                local.mostUnusableShare(),
                local.distance());
    }

    /** Comparable with risks as they are calibrated here: what was fitted elsewhere moves to the site's patients too. */
    private BaselineTable baseline(SequenceData data) {
        List<Integer> horizons = files.settings().horizons();
        return files.baseline().outcomes().isEmpty()
                ? BaselineFit.fit(data, horizons)
                : BaselineFit.moved(files.baseline(), data, horizons);
    }

    /** Writes and signs it. */
    void write(CalibrationTable table, Limits limits, SequenceData data, RecalibrationRecord record) {
        Settings old = files.settings();
        String version = old.version() + order.suffix();
        PackageDraft draft = PackageDraft.at(order.directory());
        draft.copy(files.directory(), "");
        Path part = draft.part();
        PackageJson.write(
                part,
                ModelFiles.SETTINGS,
                new Settings(
                        old.name(),
                        version,
                        old.synthetic(),
                        old.window(),
                        old.buckets(),
                        old.edges(),
                        old.horizons(),
                        old.explainedHorizon(),
                        old.parameters()));
        PackageJson.write(part, ModelFiles.CALIBRATION, table);
        PackageJson.write(part, ModelFiles.LIMITS, limits);
        PackageJson.write(part, ModelFiles.BASELINE, baseline(data));
        PackageJson.write(part, RECORD, record);
        PackageJson.write(
                part,
                ModelFiles.EVALUATION,
                Map.of("status", "recalibrated since it was evaluated: run evaluate, then package"));
        ModelCard.read(part).recalibrated(version, record.words()).write(part, null);
        PackageWriter.golden(part, order.seed());
        draft.seal(PackageWriter.naming(old.name(), version), order.key());
    }
}
