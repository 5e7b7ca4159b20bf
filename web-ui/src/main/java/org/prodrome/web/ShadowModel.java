package org.prodrome.web;

import java.util.Optional;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.serving.RiskServer;
import org.prodrome.web.PackageLoad.Ready;
import org.prodrome.web.PackageLoad.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The package of {@code prodrome.shadow-model-dir} beside the served one; a refused one is only logged. */
final class ShadowModel {
    private static final Logger LOG = LoggerFactory.getLogger(ShadowModel.class);

    private ShadowModel() {}

    static void take(RiskServer server, PackageLoad load) {
        switch (load) {
            case Ready ready -> {
                ModelVersion version = ready.model().version();
                LOG.info("{} {} of package {} runs as shadow", version.name(), version.version(), version.hash());
                server.shadow(ready.model());
            }
            case Refused no -> LOG.error("No other shadow model: {}", no.detail());
        }
    }

    /** A package that is served by now is compared with nothing, and one that was taken away ran long enough. */
    static void endWhereIdle(RiskServer server, boolean takenAway) {
        Optional<String> shadow = server.shadowVersion().map(ModelVersion::hash);
        if (shadow.isPresent() && (takenAway || shadow.equals(server.version().map(ModelVersion::hash)))) {
            server.endShadow();
            LOG.info("No model runs as shadow any more");
        }
    }
}
