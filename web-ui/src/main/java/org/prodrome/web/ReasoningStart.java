package org.prodrome.web;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.prodrome.fhir.search.RecordReader;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.reasoning.rule.RuleWarmUp;
import org.prodrome.web.config.ProdromeSettings;

/**
 * What takes long to load, loading side by side.
 *
 * @param reader with its parser warmed up
 * @param rules compiled, checked and warmed up; a broken pack stops the start with its place
 * @param model verified and warmed up, or why there is none
 */
record ReasoningStart(
        CompletableFuture<RecordReader> reader,
        CompletableFuture<RulePack> rules,
        CompletableFuture<PackageLoad> model) {
    static ReasoningStart of(ProdromeSettings settings) {
        Executor threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("start-", 0).factory());
        return new ReasoningStart(
                CompletableFuture.supplyAsync(() -> warmReader(settings), threads),
                CompletableFuture.supplyAsync(() -> rules(settings), threads),
                CompletableFuture.supplyAsync(() -> PackageLoad.of(settings.modelDir(), settings), threads));
    }

    private static RulePack rules(ProdromeSettings settings) {
        Path site = settings.siteRules();
        RulePack pack = site == null ? RulePack.load() : RulePack.withSite(site);
        RuleWarmUp.run(pack, settings.hooks().warmUp());
        return pack;
    }

    private static RecordReader warmReader(ProdromeSettings settings) {
        RecordReader reader = RecordReader.create().under(SiteMapping.of(settings));
        reader.warmUp();
        return reader;
    }
}
