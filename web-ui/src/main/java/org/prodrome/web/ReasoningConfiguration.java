package org.prodrome.web;

import org.prodrome.fhir.search.FhirHttp;
import org.prodrome.fhir.search.PatientSearch;
import org.prodrome.fhir.search.ReadLimits;
import org.prodrome.fhir.search.RecordReader;
import org.prodrome.fhir.writeback.EhrWriter;
import org.prodrome.reasoning.Assessment;
import org.prodrome.reasoning.card.Cards;
import org.prodrome.reasoning.card.MatterKey;
import org.prodrome.reasoning.finding.Findings;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.finding.Thresholds;
import org.prodrome.reasoning.model.RiskSource;
import org.prodrome.reasoning.note.NoteFindings;
import org.prodrome.reasoning.rule.RuleEngine;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.reasoning.serving.RiskServer;
import org.prodrome.reasoning.serving.ServingSettings;
import org.prodrome.reasoning.summary.Summaries;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.web.advice.ModelCard;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.governance.ReleaseRegister;
import org.prodrome.web.governance.Source;
import org.prodrome.web.store.MasterKey;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stages 3 to 8, put together from the site's files; every version enters the release register. Parser, rules and model
 * start side by side.
 */
@Configuration
class ReasoningConfiguration {
    @Bean
    ReasoningStart reasoningStart(ProdromeSettings settings) {
        return ReasoningStart.of(settings);
    }

    @Bean
    PatientSearch patientSearch() {
        return PatientSearch.create();
    }

    @Bean
    RecordReader recordReader(ReasoningStart start) {
        return start.reader().join();
    }

    @Bean
    EhrWriter ehrWriter(RecordReader reader) {
        return new EhrWriter(FhirHttp.newClient(), ReadLimits.DEFAULT, reader.capabilities());
    }

    @Bean
    RulePack rulePack(ReasoningStart start, ReleaseRegister releases) {
        RulePack pack = start.rules().join();
        pack.descriptions()
                .forEach(rule -> releases.register(
                        new Source(
                                Source.Kind.RULE,
                                rule.version().id(),
                                rule.version().version()),
                        rule.stage()));
        return pack;
    }

    /** A refused package leaves the rules at work; the reason is logged, shown in health and told on every chart. */
    @Bean
    ServedModel servedModel(ReasoningStart start, ReleaseRegister releases) {
        ServedModel served = start.model().join();
        served.model()
                .ifPresent(model -> releases.register(
                        new Source(
                                Source.Kind.MODEL,
                                model.version().name(),
                                model.version().version()),
                        Stage.PILOT));
        return served;
    }

    /** A shadow model is loaded after everything else, and never holds up the start. */
    @Bean
    RiskSource riskSource(ServedModel served, ServingMeters meters, ProdromeSettings settings) {
        return served.model()
                .<RiskSource>map(model -> {
                    RiskServer server = new RiskServer(model, ServingSettings.usual(), meters);
                    ShadowModel.loadFor(server, settings);
                    return server;
                })
                .orElseGet(() -> RiskSource.none(served.refusal()));
    }

    @Bean
    ModelCard modelCard(ServedModel served, ProdromeSettings settings, JsonMapper json) {
        return served.model()
                .map(model -> ModelCard.read(
                        settings.modelDir(), model.files().settings().explainedHorizon(), json))
                .orElse(ModelCard.NONE);
    }

    @Bean
    NoteFindings noteFindings() {
        return NoteFindings.load();
    }

    @Bean
    Assessment assessment(
            NoteFindings notes,
            RiskSource model,
            RulePack pack,
            RecordReader reader,
            ReleaseRegister releases,
            MasterKey master) {
        Timelines timelines = Timelines.load();
        return new Assessment(
                notes,
                timelines,
                model,
                new RuleEngine(pack, reader.mapping().ingredients()),
                releases,
                new Findings(Thresholds.load()),
                new Cards(MatterKey.of(master.derive("matter"))),
                Summaries.load(timelines));
    }
}
