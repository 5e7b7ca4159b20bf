package org.prodrome.web.advice;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.Assessed;
import org.prodrome.reasoning.Assessment;
import org.prodrome.reasoning.AssessmentRequest;
import org.prodrome.reasoning.Budget;
import org.prodrome.reasoning.LiveDay;
import org.prodrome.reasoning.Moment;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.web.decision.Decision;
import org.prodrome.web.decision.DecisionBook;
import org.prodrome.web.store.PatientVault;
import org.prodrome.web.store.Pseudonym;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/** Asks for an assessment and decides what of it this asker sees: one conversation for chart app and CDS Hooks. */
@Service
public class AdviceDesk {
    private static final Logger LOG = LoggerFactory.getLogger(AdviceDesk.class);

    private final Assessment assessment;
    private final RulePack rules;
    private final ModelCards modelCards;
    private final CardLedger ledger;
    private final DecisionBook decisions;
    private final Audience audience;
    private final CardJudge judge;
    private final AdviceKeeping keeping;
    private final QuickReads quick;
    private final PatientVault vault;
    private final Clock clock;

    AdviceDesk(
            Assessment assessment,
            RulePack rules,
            ModelCards modelCards,
            CardLedger ledger,
            DecisionBook decisions,
            Audience audience,
            CardJudge judge,
            AdviceKeeping keeping,
            QuickReads quick,
            PatientVault vault,
            Clock clock) {
        this.assessment = assessment;
        this.rules = rules;
        this.modelCards = modelCards;
        this.ledger = ledger;
        this.decisions = decisions;
        this.audience = audience;
        this.judge = judge;
        this.keeping = keeping;
        this.quick = quick;
        this.vault = vault;
        this.clock = clock;
    }

    /** Assesses the record as of today and keeps what came of it. */
    public Advice advise(
            Asker asker, PatientRecord record, Moment moment, List<DraftOrder> draftOrders, Budget budget) {
        return advise(asker, record, moment, draftOrders, List.of(), budget);
    }

    /** The same, and where there are new entries of the record, only of what rests on them. */
    public Advice advise(
            Asker asker,
            PatientRecord record,
            Moment moment,
            List<DraftOrder> draftOrders,
            List<FhirReference> newEntries,
            Budget budget) {
        AssessmentRequest request = new AssessmentRequest(record, latestDay(), moment, draftOrders, newEntries);
        Pseudonym patient = vault.patient(record.issuer(), record.patient());
        Supplier<List<Decision>> decided = quick.begun(asker, "decisions", () -> decidedSoFar(patient), List.of());
        Assessed assessed = assessment.assess(request, budget);
        return offer(asker, request, assessed, patient, decided.get());
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

    private Advice offer(
            Asker asker, AssessmentRequest request, Assessed assessed, Pseudonym patient, List<Decision> decided) {
        PatientRecord record = request.record();
        Pseudonym actor = vault.user(asker.fhirUser());
        @Nullable String episode = episode(record.issuer(), asker.at().encounter());
        UUID id = UUID.randomUUID();
        List<JudgedCard> judged = judge.judge(asker, actor, request.moment(), assessed, decided, episode);
        keeping.keep(
                new CardLedger.Occasion(id, record.issuer(), patient, actor, asker, episode),
                request,
                assessed,
                judged);
        return new Advice(
                id,
                assessed,
                audience.risks(asker, assessed.model()),
                ToldFindings.notEvaluated(assessed.findings(), rule -> audience.sees(asker, rule)),
                cards(judged, Showing::isTold),
                cards(judged, Showing::isBySite),
                (int) judged.stream().filter(one -> one.showing().isDecided()).count(),
                Coverage.of(assessed.rules(), rule -> audience.sees(asker, rule)));
    }

    private static List<OfferedCard> cards(List<JudgedCard> judged, Predicate<Showing> which) {
        return judged.stream()
                .filter(one -> which.test(one.showing()))
                .map(JudgedCard::card)
                .toList();
    }

    /** The encounter as a keyed hash, the same in the app and in every hook. */
    private @Nullable String episode(String issuer, @Nullable String encounter) {
        return encounter == null ? null : vault.blind("episode", issuer + "\n" + encounter);
    }

    /** Where the store can't be read nothing is held back: a warning twice rather than never. */
    private List<Decision> decidedSoFar(Pseudonym patient) {
        try {
            return decisions.of(patient);
        } catch (DataAccessException | TransactionException failure) {
            LOG.error(
                    "Decisions could not be read, so none holds a card back: {}",
                    failure.getClass().getName());
            return List.of();
        }
    }
}
