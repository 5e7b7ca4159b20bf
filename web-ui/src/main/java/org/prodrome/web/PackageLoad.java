package org.prodrome.web;

import java.io.IOException;
import java.nio.file.Path;
import org.prodrome.reasoning.failure.ReasoningException;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.TrustedKeys;
import org.prodrome.web.advice.ModelCard;
import org.prodrome.web.config.ProdromeSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** What came of loading a package. Whatever is wrong with it or with what runs it is a value. */
sealed interface PackageLoad {

    /** What lay there when loading began. */
    PackagePrint print();

    /** Verified, tested on its golden patients and warmed up; who gets it owns the model. */
    record Ready(PackagePrint print, RiskModel model, ModelCard card) implements PackageLoad {}

    /**
     * Not to be served.
     *
     * @param words why, for a chart
     * @param detail the file and the reason, for who runs the node
     */
    record Refused(PackagePrint print, String words, String detail) implements PackageLoad {}

    /** Loads, for which a thread needs time and a stack of its own. */
    static PackageLoad of(Path directory, ProdromeSettings settings) {
        PackagePrint print = PackagePrint.of(directory, settings.trustedKeysDir());
        try {
            Path real = directory.toRealPath();
            RiskModel model = RiskModel.load(real, TrustedKeys.in(settings.trustedKeysDir()));
            return ready(print, real, model);
        } catch (IOException missing) {
            return new Refused(print, "the model package was refused", "package: expected a directory, found none");
        } catch (ReasoningException refused) {
            return new Refused(print, "the model package was refused", String.valueOf(refused.getMessage()));
        } catch (RuntimeException | LinkageError | VirtualMachineError failed) {
            Logger log = LoggerFactory.getLogger(PackageLoad.class);
            log.error("A model could not be loaded", failed);
            return new Refused(
                    print,
                    "the model could not be loaded",
                    "loading failed: " + failed.getClass().getName());
        }
    }

    private static Ready ready(PackagePrint print, Path directory, RiskModel model) {
        try {
            int horizon = model.files().settings().explainedHorizon();
            return new Ready(print, model, ModelCard.read(directory, horizon, new JsonMapper()));
        } catch (RuntimeException unreadable) {
            model.close();
            throw unreadable;
        }
    }
}
