package org.prodrome.web;

import java.nio.file.Path;
import org.prodrome.reasoning.failure.ReasoningException;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.TrustedKeys;
import org.prodrome.reasoning.serving.RiskServer;
import org.prodrome.web.config.ProdromeSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the package of {@code prodrome.shadow-model-dir} beside the served one; a refused one is only logged. */
final class ShadowModel {
    private static final Logger LOG = LoggerFactory.getLogger(ShadowModel.class);

    private ShadowModel() {}

    static void loadFor(RiskServer server, ProdromeSettings settings) {
        Path directory = settings.shadowModelDir();
        if (directory != null) {
            Thread.ofPlatform()
                    .daemon()
                    .name("shadow-load")
                    .priority(Thread.MIN_PRIORITY)
                    .start(() -> load(server, directory, settings.trustedKeysDir()));
        }
    }

    private static void load(RiskServer server, Path directory, Path trustedKeys) {
        try {
            RiskModel candidate = RiskModel.load(directory, TrustedKeys.in(trustedKeys));
            LOG.info(
                    "{} {} runs as shadow",
                    candidate.version().name(),
                    candidate.version().version());
            server.shadow(candidate);
        } catch (ReasoningException refused) {
            LOG.error("No shadow model: {}", refused.getMessage());
        }
    }
}
