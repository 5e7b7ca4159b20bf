package org.prodrome.web.launch;

import org.prodrome.launcher.SigningKeys;
import org.prodrome.web.config.ClientKeySettings;
import org.prodrome.web.config.ProdromeSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Rotates this app's client keys when they are due; of several nodes that share the file, one does it. */
@Component
class KeyRotation {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);

    private final SigningKeys keys;
    private final ClientKeySettings settings;

    KeyRotation(SigningKeys keys, ProdromeSettings settings) {
        this.keys = keys;
        this.settings = settings.clientKeys();
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1H")
    void rotateWhenDue() {
        if (keys.rotateIfOlder(settings.rotateEvery(), settings.publishFirst())) {
            LOG.info("Client keys rotated; the new ones sign in {}", settings.publishFirst());
        }
    }
}
