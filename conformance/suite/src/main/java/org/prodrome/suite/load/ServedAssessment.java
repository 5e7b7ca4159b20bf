package org.prodrome.suite.load;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.prodrome.reasoning.Assessment;
import org.prodrome.reasoning.card.Cards;
import org.prodrome.reasoning.card.MatterKey;
import org.prodrome.reasoning.finding.Findings;
import org.prodrome.reasoning.finding.Releases;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.finding.Thresholds;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.TrustedKeys;
import org.prodrome.reasoning.note.NoteFindings;
import org.prodrome.reasoning.rule.RuleEngine;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.reasoning.serving.RiskServer;
import org.prodrome.reasoning.summary.Summaries;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.suite.process.Repository;

/**
 * The shipped rules and the default model, put together as the app does.
 *
 * @param assessment ready to ask
 * @param server to close
 */
record ServedAssessment(Assessment assessment, RiskServer server) implements AutoCloseable {
    private static final byte[] KEY = "a key for benchmarks only, 32 bytes".getBytes(StandardCharsets.UTF_8);

    static ServedAssessment load() {
        Path models = Repository.root().resolve("reasoning/models");
        RiskServer server = new RiskServer(
                RiskModel.load(models.resolve("default"), TrustedKeys.in(models.resolve("trusted-keys"))));
        Timelines timelines = Timelines.load();
        Assessment assessment = new Assessment(
                NoteFindings.load(),
                timelines,
                server,
                new RuleEngine(RulePack.load()),
                new Pilot(),
                new Findings(Thresholds.load()),
                new Cards(MatterKey.of(KEY)),
                Summaries.load(timelines));
        return new ServedAssessment(assessment, server);
    }

    @Override
    public void close() {
        server.close();
    }

    /** Everything is in pilot. */
    private static final class Pilot implements Releases {
        @Override
        public Stage ofRule(RuleVersion rule) {
            return Stage.PILOT;
        }

        @Override
        public Stage ofModel(ModelVersion model, Outcome outcome) {
            return Stage.PILOT;
        }
    }
}
