package org.prodrome.web.advice;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.Assessed;
import org.prodrome.reasoning.Assessment;
import org.prodrome.reasoning.AssessmentRequest;
import org.prodrome.reasoning.LiveDay;
import org.prodrome.reasoning.Moment;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Suggestion;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.AuditLog;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.decision.Act;
import org.prodrome.web.decision.Decision;
import org.prodrome.web.decision.DecisionBook;
import org.prodrome.web.decision.Suppression;
import org.prodrome.web.governance.ReleaseRegister;
import org.prodrome.web.store.PatientVault;
import org.prodrome.web.store.Pseudonym;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks for an assessment and decides what of it this asker sees: one conversation for chart app and CDS Hooks. */
@Service
public class AdviceDesk {
    private static final Logger LOG = LoggerFactory.getLogger(AdviceDesk.class);

    private final Assessment assessment;
    private final RulePack rules;
    private final ModelCards modelCards;
    private final CardLedger ledger;
    private final DecisionBook decisions;
    private final Suppression suppression;
    private final ReleaseRegister releases;
    private final PatientVault vault;
    private final AuditLog audit;
    private final ProdromeSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Counter notKept;

    AdviceDesk(
            Assessment assessment,
            RulePack rules,
            ModelCards modelCards,
            CardLedger ledger,
            DecisionBook decisions,
            Suppression suppression,
            ReleaseRegister releases,
            PatientVault vault,
            AuditLog audit,
            ProdromeSettings settings,
            TransactionTemplate transaction,
            Clock clock,
            MeterRegistry meters) {
        this.assessment = assessment;
        this.rules = rules;
        this.modelCards = modelCards;
        this.ledger = ledger;
        this.decisions = decisions;
        this.suppression = suppression;
        this.releases = releases;
        this.vault = vault;
        this.audit = audit;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
        this.notKept = meters.counter("prodrome.assessments.not.kept");
    }

    /** Assesses the record as of today and keeps what came of it. */
    public Advice advise(
            Asker asker, PatientRecord record, Moment moment, List<DraftOrder> draftOrders, Duration budget) {
        return advise(asker, record, moment, draftOrders, List.of(), budget);
    }

    /** The same, and where there are new entries of the record, only of what rests on them. */
    public Advice advise(
            Asker asker,
            PatientRecord record,
            Moment moment,
            List<DraftOrder> draftOrders,
            List<FhirReference> newEntries,
            Duration budget) {
        AssessmentRequest request = new AssessmentRequest(record, latestDay(), moment, draftOrders, newEntries);
        Assessed assessed = assessment.assess(request, budget);
        return offer(asker, request, assessed);
    }

    /** A live assessment leaves nothing out as a thing of tomorrow. */
    private LocalDate latestDay() {
        return LiveDay.at(Instant.now(clock));
    }

    /** Version of the rule pack in use. */
    public String rulesVersion() {
        return rules.version();
    }

    /** The source attributes behind a card: 13 for a rule, 31 for a model. */
    public Map<String, String> attributes(Basis basis) {
        return switch (basis) {
            case Basis.ByRule by ->
                rules.description(by.rule().id())
                        .map(description -> description.attributes().listed())
                        .orElse(Map.of());
            case Basis.ByModel by -> modelCards.of(by.model()).attributes();
            case Basis.NotEvaluated ignored -> Map.of();
        };
    }

    /** The card of the model that gave the answer; without an answer, of the one that is served now. */
    public ModelCard modelCard(ModelAnswer answer) {
        return switch (answer) {
            case ModelAnswer.Unavailable ignored -> modelCards.served();
            case ModelAnswer.RiskProfile profile -> modelCards.of(profile.model());
        };
    }

    /** Everything decided about a patient, newest first, with the card as it was shown. */
    public List<DecidedCard> decided(String issuer, PatientId patient) {
        return decisions.of(vault.patient(issuer, patient)).reversed().stream()
                .flatMap(decision ->
                        ledger.find(decision.card()).map(card -> new DecidedCard(card.shown(), decision)).stream())
                .toList();
    }

    /** The card of a matter as it was last shown for a patient, in whatever channel. */
    public Optional<CardSnapshot> lastShown(String issuer, PatientId patient, String matter) {
        return ledger.lastShown(vault.patient(issuer, patient), matter);
    }

    /** A patient's card by the uuid of its showing; empty for another patient's, and for what is no uuid. */
    public Optional<CardSnapshot> shown(String issuer, PatientId patient, String card) {
        try {
            Pseudonym whose = vault.patient(issuer, patient);
            return ledger.find(UUID.fromString(card))
                    .filter(found -> found.patient().equals(whose))
                    .map(CardLedger.IssuedCard::shown);
        } catch (IllegalArgumentException noUuid) {
            return Optional.empty();
        }
    }

    private Advice offer(Asker asker, AssessmentRequest request, Assessed assessed) {
        PatientRecord record = request.record();
        Pseudonym patient = vault.patient(record.issuer(), record.patient());
        Pseudonym actor = vault.user(asker.fhirUser());
        UUID id = UUID.randomUUID();
        CardLedger.Occasion occasion = new CardLedger.Occasion(id, record.issuer(), patient, actor, asker);
        List<Judged> judged = judge(asker, assessed, decisions.of(patient));
        keep(() -> {
            ledger.keep(id, patient, request, assessed, rules.hash());
            judged.forEach(one -> ledger.keep(occasion, one.card(), one.showing()));
            audit.append(AuditKind.ASSESSMENT, patient, actor, facts(id, asker, request, judged));
        });
        return new Advice(
                id,
                assessed,
                risks(asker, assessed.model()),
                ToldFindings.notEvaluated(assessed.findings(), rule -> isFor(asker, releases.ofRule(rule))),
                shown(judged),
                heldBack(judged));
    }

    /** A warning that could not be kept is shown all the same: the store's trouble must not silence it. */
    private void keep(Runnable work) {
        try {
            transaction.executeWithoutResult(status -> work.run());
        } catch (DataAccessException | TransactionException failure) {
            notKept.increment();
            LOG.error(
                    "An assessment was shown and could not be kept: {}",
                    failure.getClass().getName());
        }
    }

    /** A model in the silent stage is not shown in any place, its risks no more than its cards. */
    private ModelAnswer risks(Asker asker, ModelAnswer answer) {
        return switch (answer) {
            case ModelAnswer.Unavailable unavailable -> unavailable;
            case ModelAnswer.RiskProfile profile ->
                ReleasedAnswer.of(profile, outcome -> isFor(asker, releases.ofModel(profile.model(), outcome)));
        };
    }

    private boolean isFor(Asker asker, Stage stage) {
        return stage.isShown() && (stage != Stage.PILOT || settings.inPilot(asker.fhirUser()));
    }

    private List<Judged> judge(Asker asker, Assessed assessed, List<Decision> decided) {
        Instant now = Instant.now(clock);
        List<Judged> judged = new ArrayList<>();
        for (Card card : assessed.cards()) {
            Stage stage = stageOf(card.basis());
            judged.add(new Judged(issue(card, stage), showing(asker, card, stage, decided, now)));
        }
        for (Card card : assessed.silentCards()) {
            judged.add(new Judged(issue(card, Stage.SILENT), Showing.SILENT));
        }
        return judged;
    }

    private Showing showing(Asker asker, Card card, Stage stage, List<Decision> decided, Instant now) {
        if (!isFor(asker, stage)) {
            return Showing.SILENT;
        }
        Optional<Decision> holding = suppression.of(card, decided, now);
        return holding.map(decision -> decision.act() instanceof Act.Snoozed ? Showing.SNOOZED : Showing.DECIDED)
                .orElse(Showing.SHOWN);
    }

    private Stage stageOf(Basis basis) {
        return switch (basis) {
            case Basis.ByRule by -> releases.ofRule(by.rule());
            case Basis.ByModel by -> releases.ofModel(by.model(), by.risk().outcome());
            case Basis.NotEvaluated unknown -> stageOf(unknown.rules());
        };
    }

    /** "Not checked" is told to whom the rule's firing would be told; without a rule, to everybody. */
    private Stage stageOf(List<RuleVersion> concerned) {
        return concerned.isEmpty()
                ? Stage.GENERAL
                : concerned.stream()
                        .map(releases::ofRule)
                        .filter(Stage::isShown)
                        .max(Comparator.naturalOrder())
                        .orElse(Stage.SILENT);
    }

    private static OfferedCard issue(Card card, Stage stage) {
        Map<String, UUID> suggestions = new LinkedHashMap<>();
        for (Suggestion suggestion : card.suggestions()) {
            suggestions.put(suggestion.key(), UUID.randomUUID());
        }
        return new OfferedCard(UUID.randomUUID(), card, stage, suggestions);
    }

    private static List<OfferedCard> shown(List<Judged> judged) {
        return judged.stream()
                .filter(one -> one.showing() == Showing.SHOWN)
                .map(Judged::card)
                .toList();
    }

    private static int heldBack(List<Judged> judged) {
        return (int) judged.stream()
                .filter(one -> one.showing() == Showing.DECIDED || one.showing() == Showing.SNOOZED)
                .count();
    }

    private static Map<String, String> facts(UUID id, Asker asker, AssessmentRequest request, List<Judged> judged) {
        return Map.of(
                "assessment", id.toString(),
                "channel", asker.channel().name(),
                "moment", request.moment().name(),
                "cards", Integer.toString(judged.size()),
                "shown", Integer.toString(shown(judged).size()));
    }

    private record Judged(OfferedCard card, Showing showing) {}
}
