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
import org.prodrome.reasoning.finding.Thresholds;
import org.prodrome.reasoning.model.RiskSource;
import org.prodrome.reasoning.note.NoteFindings;
import org.prodrome.reasoning.rule.RuleEngine;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.reasoning.serving.RuleServer;
import org.prodrome.reasoning.serving.RuleSettings;
import org.prodrome.reasoning.summary.Summaries;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.web.advice.ModelCards;
import org.prodrome.web.audit.AuditLog;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.governance.ReleaseRegister;
import org.prodrome.web.governance.RuleSettingsBook;
import org.prodrome.web.governance.Source;
import org.prodrome.web.store.MasterKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Stages 3 to 8, put together from the site's files; every version enters the release register. Parser, rules and model
 * start side by side.
 */
@Configuration
class ReasoningConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(ReasoningConfiguration.class);

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
        pack.setAside().forEach(aside -> LOG.error("Rule {} is set aside: {}", aside.rule(), aside.problem()));
        pack.descriptions().forEach(rule -> releases.register(Source.of(rule.version()), rule.stage()));
        releases.narrower(pack.versions())
                .forEach((rule, state) -> LOG.error(
                        "Rule {} was {} and has changed: it is shown to fewer people until somebody releases it anew",
                        rule,
                        state.words()));
        return pack;
    }

    /** A refused package leaves the rules at work. */
    @Bean
    ServedModel servedModel(
            ReasoningStart start, ReleaseRegister releases, AuditLog audit, ModelCards cards, ServingMeters meters) {
        ServedModel served = new ServedModel(releases, audit, cards, meters);
        served.take(start.model().join());
        return served;
    }

    @Bean
    NoteFindings noteFindings() {
        return NoteFindings.load();
    }

    @Bean
    RuleServer ruleServer(RulePack pack, RecordReader reader, RuleSettingsBook local, RuleMeters meters) {
        RuleServer server = new RuleServer(
                new RuleEngine(pack, reader.mapping().ingredients(), local), RuleSettings.usual(), meters);
        meters.watch(server);
        return server;
    }

    @Bean
    Assessment assessment(
            NoteFindings notes,
            RiskSource model,
            RuleServer rules,
            RuleMeters meters,
            ReleaseRegister releases,
            MasterKey master) {
        Timelines timelines = Timelines.load();
        return new Assessment(
                notes,
                timelines,
                model,
                meters.timed(rules),
                releases,
                new Findings(Thresholds.load()),
                new Cards(MatterKey.of(master.derive("matter"))),
                Summaries.load(timelines));
    }
}
