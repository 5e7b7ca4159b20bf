package org.prodrome.web;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.RiskSource;
import org.prodrome.reasoning.serving.RiskServer;
import org.prodrome.reasoning.serving.ServingSettings;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.web.PackageLoad.Ready;
import org.prodrome.web.PackageLoad.Refused;
import org.prodrome.web.advice.ModelCards;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.AuditLog;
import org.prodrome.web.governance.ReleaseRegister;
import org.prodrome.web.governance.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The model this node serves; another may take its place while it runs. Without one the rules are at work, and the reason is
 * logged, shown in health and told on every chart. Thread-safe; closes its models.
 */
class ServedModel implements RiskSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServedModel.class);

    private final ReleaseRegister releases;
    private final AuditLog audit;
    private final ModelCards cards;
    private final ServingMeters meters;
    private volatile RiskSource source = RiskSource.none("no model was loaded yet");
    private volatile @Nullable Refused refused;
    private volatile @Nullable PackagePrint tried;

    ServedModel(ReleaseRegister releases, AuditLog audit, ModelCards cards, ServingMeters meters) {
        this.releases = releases;
        this.audit = audit;
        this.cards = cards;
        this.meters = meters;
    }

    /** Serves a loaded package from the next question on; where it is refused, what was served before goes on. */
    synchronized void take(PackageLoad load) {
        tried = load.print();
        switch (load) {
            case Ready ready -> registered(ready).ifPresentOrElse(this::refuse, () -> serve(ready));
            case Refused no -> refuse(no);
        }
    }

    /** A package enters at its first stage, however well released another of its name and version is. */
    private Optional<Refused> registered(Ready ready) {
        ModelVersion version = ready.model().version();
        try {
            releases.register(Source.of(version), Stage.PILOT);
            audit.append(
                    AuditKind.MODEL_SERVED,
                    null,
                    null,
                    Map.of("name", version.name(), "version", version.version(), "hash", version.hash()));
            return Optional.empty();
        } catch (RuntimeException failed) {
            ready.model().close();
            return Optional.of(new Refused(ready.print(), "the model could not be registered", why(failed)));
        }
    }

    /** Where the store has trouble, the same package is tried again. */
    private String why(RuntimeException failed) {
        if (failed instanceof IllegalArgumentException) {
            return String.valueOf(failed.getMessage());
        }
        tried = null;
        LOG.error("A model could not be registered", failed);
        return failed.getClass().getName();
    }

    private void serve(Ready ready) {
        ModelVersion version = ready.model().version();
        cards.serve(version, ready.card());
        if (source instanceof RiskServer server) {
            replace(server, ready);
        } else {
            source = new RiskServer(ready.model(), ServingSettings.usual(), meters);
        }
        refused = null;
        meters.packageTaken(true);
        LOG.info("{} {} of package {} is served", version.name(), version.version(), version.hash());
    }

    /** A package that ran as shadow is loaded already. */
    private static void replace(RiskServer server, Ready ready) {
        Optional<String> shadow = server.shadowVersion().map(ModelVersion::hash);
        if (shadow.equals(Optional.of(ready.model().version().hash()))) {
            ready.model().close();
            server.promoteShadow();
        } else {
            server.swap(ready.model());
        }
    }

    private void refuse(Refused no) {
        refused = no;
        if (!(source instanceof RiskServer)) {
            source = RiskSource.none(no.words());
        }
        meters.packageTaken(false);
        LOG.error("{}: {}", version().isPresent() ? "Another model is refused" : "No model is served", no.detail());
        try {
            audit.append(AuditKind.MODEL_REFUSED, null, null, Map.of("words", no.words(), "detail", no.detail()));
        } catch (DataAccessException | TransactionException failed) {
            LOG.error("That is not in the audit log", failed);
        }
    }

    @Override
    public CompletableFuture<ModelAnswer> ask(Timeline timeline, Depth depth, Duration budget) {
        return source.ask(timeline, depth, budget);
    }

    @Override
    public Optional<ModelVersion> version() {
        return source.version();
    }

    /** Why the package that was tried last is not the one that is served; empty where it is. */
    Optional<Refused> refused() {
        return Optional.ofNullable(refused);
    }

    /** What lay in the model's directory when it was last loaded from there. */
    Optional<PackagePrint> tried() {
        return Optional.ofNullable(tried);
    }

    /** What serves, once there was a model. */
    Optional<RiskServer> server() {
        return source instanceof RiskServer server ? Optional.of(server) : Optional.empty();
    }

    @Override
    public synchronized void close() {
        server().ifPresent(RiskServer::close);
    }
}
