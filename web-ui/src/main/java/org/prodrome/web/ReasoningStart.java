package org.prodrome.web;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.prodrome.fhir.search.RecordReader;
import org.prodrome.reasoning.failure.ReasoningException;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.TrustedKeys;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.web.config.ProdromeSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What takes long to load, loading side by side.
 *
 * @param reader with its parser warmed up
 * @param rules compiled and checked; a broken pack stops the start with its place
 * @param model verified and warmed up, or why there is none
 */
record ReasoningStart(
        CompletableFuture<RecordReader> reader,
        CompletableFuture<RulePack> rules,
        CompletableFuture<ServedModel> model) {
    private static final Logger LOG = LoggerFactory.getLogger(ReasoningStart.class);

    static ReasoningStart of(ProdromeSettings settings) {
        Executor threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("start-", 0).factory());
        return new ReasoningStart(
                CompletableFuture.supplyAsync(() -> warmReader(settings), threads),
                CompletableFuture.supplyAsync(RulePack::load, threads),
                CompletableFuture.supplyAsync(() -> model(settings), threads));
    }

    private static RecordReader warmReader(ProdromeSettings settings) {
        RecordReader reader = RecordReader.create().under(SiteMapping.of(settings));
        reader.warmUp();
        return reader;
    }

    /** Whatever is wrong with a package or with what runs it, the rules are served without it. */
    private static ServedModel model(ProdromeSettings settings) {
        try {
            TrustedKeys trusted = TrustedKeys.in(settings.trustedKeysDir());
            return new ServedModel(Optional.of(RiskModel.load(settings.modelDir(), trusted)), "", "");
        } catch (ReasoningException refused) {
            LOG.error("No model is served: {}", refused.getMessage());
            return none("the model package was refused", String.valueOf(refused.getMessage()));
        } catch (RuntimeException | LinkageError failed) {
            LOG.error("No model is served", failed);
            return none(
                    "the model could not be loaded",
                    "loading failed: " + failed.getClass().getName());
        }
    }

    private static ServedModel none(String refusal, String detail) {
        return new ServedModel(Optional.empty(), refusal, detail);
    }
}
