package org.prodrome.reasoning.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.TestCharts;
import org.prodrome.reasoning.finding.RuleResult;
import org.prodrome.reasoning.rule.Hook;
import org.prodrome.reasoning.rule.RuleEngine;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.reasoning.rule.RuleQuestion;

/** The real engine with a rule whose CQL counts for hours. */
class EndlessCqlTest {
    private static final Path SOURCE = Path.of("rules");
    private static final String SHORT = "define \"Applies\": exists \"Orders\"";
    private static final String FOR_HOURS = """
            define "Many": expand { Interval[1, 3000] }

            define "Applies":
              Count(from "Many" A, "Many" B, "Many" C, "Many" D where A = B and C = D return A) > 0
            """;

    @TempDir
    private Path folder;

    @Test
    void aRuleThatCountsForHoursIsGivenUpEndsAndTheNextIsHeard() throws IOException {
        Queue<RuleEvent> heard = new ConcurrentLinkedQueue<>();
        RuleSettings settings = new RuleSettings(1, 4, Duration.ofSeconds(3), 2, 3, Duration.ofMinutes(1));
        try (RuleServer server = new RuleServer(new RuleEngine(pack()), settings, heard::add)) {
            RuleQuestion question = new RuleQuestion(
                    TestCharts.woman().egfr("e1", 24, "2026-09-20").read(),
                    TestCharts.AS_OF,
                    Hook.ORDER_SIGN,
                    TestCharts.orders("d1", "860975", "metformin 500 MG"));
            List<RuleResult> results =
                    server.ask(question, RulePack.load(folder).releases(), Duration.ofSeconds(9));
            assertThat(results).hasSize(2);
            assertThat(results.getFirst())
                    .isInstanceOfSatisfying(
                            RuleResult.Broken.class,
                            late -> assertThat(late.reason()).isEqualTo("it was not finished in time"));
            assertThat(results.getLast()).isInstanceOf(RuleResult.Fired.class);
            await().untilAsserted(() -> assertThat(server.stuck()).isZero());
        }
        assertThat(heard)
                .containsSequence(
                        new RuleEvent.Overran("endless"), new RuleEvent.LeftOut("endless", RuleEvent.Why.OVERRAN));
        assertThat(heard).contains(new RuleEvent.Ended("endless"));
    }

    /** The metformin rule twice, the first of them with a condition that takes hours. */
    private RulePack pack() throws IOException {
        for (String part : List.of("shared", "generic", "valuesets", "metformin-egfr")) {
            copy(part, part);
        }
        copy("metformin-egfr", "endless");
        Path logic = folder.resolve("endless/MetforminEgfr.cql");
        String cql = Files.readString(logic).replace("library MetforminEgfr", "library Endless");
        assertThat(cql).contains(SHORT);
        Files.writeString(folder.resolve("endless/Endless.cql"), cql.replace(SHORT, FOR_HOURS));
        Files.delete(logic);
        rename("endless/rule.json");
        rename("endless/PlanDefinition-metformin-egfr.json");
        Files.move(
                folder.resolve("endless/PlanDefinition-metformin-egfr.json"),
                folder.resolve("endless/PlanDefinition-endless.json"));
        Files.writeString(folder.resolve("pack.json"), """
                {"name":"site","version":"1","graceDaysAfterReview":90,"shared":["ProdromeCommon","ProdromeKidney","ProdromeUnits",
                 "ProdromeRenalFunction"],
                 "rules":["endless","metformin-egfr"]}""");
        return RulePack.load(folder);
    }

    private void rename(String file) throws IOException {
        Path path = folder.resolve(file);
        Files.writeString(
                path,
                Files.readString(path)
                        .replace("MetforminEgfr", "Endless")
                        .replace("\"metformin-egfr\"", "\"endless\"")
                        .replace("metformin-egfr|", "endless|")
                        .replace("PlanDefinition/metformin-egfr", "PlanDefinition/endless"));
    }

    private void copy(String from, String to) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCE.resolve(from))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(to)
                        .resolve(SOURCE.resolve(from).relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
