package org.prodrome.web;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.serving.RiskServer;
import org.prodrome.web.config.ProdromeSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Looks every few seconds whether another package lies where the served model or its shadow was taken from, or where a link
 * there points to, and loads it on a thread of its own. A package is loaded once two looks found the same of it and of the trusted keys.
 */
@Component
class ModelWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelWatch.class);
    private static final int STACK_BYTES = 4 << 20;

    private final ServedModel served;
    private final ProdromeSettings settings;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
            .daemon()
            .name("model-watch")
            .priority(Thread.MIN_PRIORITY)
            .stackSize(STACK_BYTES)
            .factory());

    /** What the last look found, by directory. */
    private final Map<Path, PackagePrint> seen = new HashMap<>();

    private @Nullable PackagePrint shadowTried;

    ModelWatch(ServedModel served, ProdromeSettings settings) {
        this.served = served;
        this.settings = settings;
    }

    /** A shadow model is loaded after everything else, and never holds up the start. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        thread.execute(this::loadShadow);
        long millis = settings.modelWatch().toMillis();
        if (millis > 0) {
            var unused = thread.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** Whatever fails: a watch that ended would be noticed by nobody. */
    void look() {
        try {
            another(settings.modelDir(), served.tried().orElse(null))
                    .ifPresent(ignored -> served.take(PackageLoad.of(settings.modelDir(), settings)));
            Path shadow = settings.shadowModelDir();
            if (shadow != null) {
                lookForShadow(shadow);
            }
        } catch (RuntimeException | Error failed) {
            LOG.error("The look for another model failed", failed);
        }
    }

    /** Gone is what two looks did not find: a move has a moment without either package. What comes back is another one. */
    private void lookForShadow(Path shadow) {
        boolean wasEmpty = isEmpty(shadow);
        another(shadow, shadowTried).filter(print -> !print.isEmpty()).ifPresent(ignored -> loadShadow());
        boolean gone = wasEmpty && isEmpty(shadow);
        if (gone) {
            shadowTried = null;
        }
        served.server().ifPresent(server -> ShadowModel.endWhereIdle(server, gone));
    }

    private boolean isEmpty(Path directory) {
        PackagePrint found = seen.get(directory);
        return found != null && found.isEmpty();
    }

    /** What lies there, when it is another than was tried and no longer being copied. */
    private Optional<PackagePrint> another(Path directory, @Nullable PackagePrint tried) {
        PackagePrint now = PackagePrint.of(directory, settings.trustedKeysDir());
        boolean atRest = now.equals(seen.put(directory, now));
        return atRest && !now.equals(tried) ? Optional.of(now) : Optional.empty();
    }

    private void loadShadow() {
        Path directory = settings.shadowModelDir();
        Optional<RiskServer> server = served.server();
        if (directory != null && server.isPresent()) {
            PackageLoad load = PackageLoad.of(directory, settings);
            shadowTried = load.print();
            ShadowModel.take(server.get(), load);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
