package org.prodrome.reasoning.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.rule.GoldenTests;
import org.prodrome.reasoning.rule.Publication;
import org.prodrome.reasoning.rule.RuleDescription;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.reasoning.rule.RuleTrial;
import org.prodrome.reasoning.rule.UnverifiedCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules check|test|explain|export}. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "check|test|explain|export",
        description = "Checks, tests, explains and publishes a rule pack.")
final class RulesCommand {

    private static final String PACK = "a site's own pack; without it the one that ships";
    private static final String SITE = "a site's rules beside the pack that ships; a broken one is set aside";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Reads every file of the pack, compiles its CQL, lists its rules and all that is wrong.")
    int check(
            @Option(names = "--pack", paramLabel = "DIR", description = PACK) @Nullable Path folder,
            @Option(names = "--site", paramLabel = "DIR", description = SITE) @Nullable Path site) {
        RulePack pack = site == null ? RulePack.inspect(folder) : pack(folder, site);
        out().printf(
                        Locale.ROOT,
                        "%s %s, %d rules, hash %s%n",
                        pack.name(),
                        pack.version(),
                        pack.descriptions().size(),
                        pack.hash());
        for (RuleDescription rule : pack.descriptions()) {
            UnverifiedCodes codes = pack.codes(rule.version().id()).orElseThrow();
            out().printf(
                            Locale.ROOT,
                            "%-36s %-8s %-8s %-10s review by %s  %3d of %3d codes unverified  %s%n",
                            rule.version().id(),
                            rule.version().version(),
                            rule.severity(),
                            rule.stage(),
                            rule.version().reviewBy(),
                            codes.unverified(),
                            codes.listed(),
                            rule.version().title());
        }
        pack.setAside().forEach(aside -> out().println("BROKEN  " + aside.rule() + ": " + aside.problem()));
        if (!pack.setAside().isEmpty()) {
            out().printf(Locale.ROOT, "%d broken%n", pack.setAside().size());
        }
        return pack.setAside().isEmpty() ? 0 : 1;
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description =
                    "Writes the pack as FHIR PlanDefinitions, Libraries and ValueSets, for any engine that knows CQL.")
    int export(
            @Option(names = "--pack", paramLabel = "DIR", description = PACK) @Nullable Path folder,
            @Option(names = "--site", paramLabel = "DIR", description = SITE) @Nullable Path site,
            @Option(names = "--out", paramLabel = "DIR", required = true, description = "made if there is none")
                    Path out)
            throws IOException {
        out().printf(Locale.ROOT, "%d files in %s%n", Publication.write(pack(folder, site), out), out);
        return 0;
    }

    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = "Runs every golden case; says where a rule differs from what its case expects.")
    int test(
            @Option(names = "--pack", paramLabel = "DIR", description = PACK) @Nullable Path folder,
            @Option(names = "--site", paramLabel = "DIR", description = SITE) @Nullable Path site) {
        RulePack pack = pack(folder, site);
        pack.setAside().forEach(aside -> out().println("BROKEN  " + aside.rule() + ": " + aside.problem()));
        List<GoldenTests.Result> results = GoldenTests.run(pack);
        for (GoldenTests.Result result : results) {
            out().printf(Locale.ROOT, "%s  %s: %s%n", result.passed() ? "pass" : "FAIL", result.rule(), result.title());
            result.differences().forEach(difference -> out().println("      " + difference));
        }
        long failed = results.stream().filter(result -> !result.passed()).count();
        out().printf(Locale.ROOT, "%d golden cases, %d failed%n", results.size(), failed);
        return failed == 0 && !results.isEmpty() && pack.setAside().isEmpty() ? 0 : 1;
    }

    @Command(
            name = "explain",
            mixinStandardHelpOptions = true,
            description = "Says what a rule rests on and what a site may tune; with --patient, what it makes of them.")
    int explain(
            @Parameters(paramLabel = "RULE", description = "the rule's id") String id,
            @Option(names = "--pack", paramLabel = "DIR", description = PACK) @Nullable Path folder,
            @Option(names = "--site", paramLabel = "DIR", description = SITE) @Nullable Path site,
            @Option(
                            names = "--patient",
                            paramLabel = "FILE",
                            description = "a FHIR Bundle of one patient: runs the rule and shows every define's value")
                    @Nullable
                    Path patient,
            @Option(names = "--orders", paramLabel = "FILE", description = "a Bundle of orders in progress") @Nullable
                    Path orders,
            @Option(
                            names = "--as-of",
                            paramLabel = "DATE",
                            description = "the day of the assessment; now, as the app assesses, if not given")
                    @Nullable
                    LocalDate asOf) {
        RulePack pack = pack(folder, site);
        RuleDescription rule = pack.description(id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "RULE: expected an id that 'rules check' lists, got '" + id + "'"));
        if (patient != null) {
            RuleTrial.explain(pack, id, patient, orders, asOf).lines().forEach(out()::println);
            return 0;
        }
        out().printf(
                        Locale.ROOT,
                        "%s %s: %s%n",
                        id,
                        rule.version().version(),
                        rule.version().title());
        out().printf(Locale.ROOT, "%s, runs at %s, stage %s%n", rule.severity(), rule.hooks(), rule.stage());
        out().printf(
                        Locale.ROOT,
                        "%s%n%s%n",
                        rule.version().citation(),
                        rule.version().citationUrl());
        out().printf(
                        Locale.ROOT,
                        "owner %s, review by %s%n",
                        rule.version().owner(),
                        rule.version().reviewBy());
        rule.parameters()
                .forEach(tuned -> out().printf(
                                Locale.ROOT,
                                "parameter %s = %s %s: %s%n",
                                tuned.name(),
                                tuned.value(),
                                tuned.unit(),
                                tuned.meaning()));
        rule.attributes().listed().forEach((name, content) -> out().printf(Locale.ROOT, "%-32s %s%n", name, content));
        return 0;
    }

    private static RulePack pack(@Nullable Path folder, @Nullable Path site) {
        if (site != null) {
            if (folder != null) {
                throw new IllegalArgumentException(
                        "--site: expected without --pack, since it stands beside the pack that ships");
            }
            return RulePack.withSite(site);
        }
        return folder == null ? RulePack.load() : RulePack.load(folder);
    }
}
