package org.prodrome.web.chart;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.writeback.PlannedDraft;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Suggestion;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.web.advice.AdviceDesk;
import org.prodrome.web.advice.CardSnapshot;
import org.prodrome.web.advice.ModelCard;
import org.prodrome.web.advice.OfferedCard;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.decision.Act;
import org.prodrome.web.decision.Channel;
import org.prodrome.web.decision.DecisionBook;
import org.prodrome.web.decision.OverrideReason;
import org.prodrome.web.decision.OverrideReasons;
import org.prodrome.web.draft.Clinician;
import org.prodrome.web.draft.DraftChanges;
import org.prodrome.web.draft.DraftDesk;
import org.prodrome.web.draft.WriteState;
import org.prodrome.web.launch.OpenLaunch;
import org.prodrome.web.store.PatientVault;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the chart's acts do; each gives the chart as it is afterwards. */
@Service
class ChartDesk {
    private final AdviceDesk advice;
    private final DraftDesk drafts;
    private final DraftChanges changes;
    private final DecisionBook book;
    private final OverrideReasons reasons;
    private final PatientVault vault;
    private final ProdromeSettings settings;
    private final JsonMapper json;
    private final Clock clock;

    ChartDesk(
            AdviceDesk advice,
            DraftDesk drafts,
            DraftChanges changes,
            DecisionBook book,
            OverrideReasons reasons,
            PatientVault vault,
            ProdromeSettings settings,
            JsonMapper json,
            Clock clock) {
        this.advice = advice;
        this.drafts = drafts;
        this.changes = changes;
        this.book = book;
        this.reasons = reasons;
        this.vault = vault;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    ZoneId zone() {
        return settings.zone();
    }

    /** Those the app offers: for a snooze it has a dialog of its own. */
    List<OverrideReason> reasons() {
        return reasons.plain();
    }

    /** Those a decision may have, made in either channel. */
    List<OverrideReason> everyReason() {
        return reasons.all();
    }

    Map<String, String> attributes(Basis basis) {
        return advice.attributes(basis);
    }

    ModelCard modelCard(ModelAnswer answer) {
        return advice.modelCard(answer);
    }

    PlannedDraft preview(OpenLaunch launch, OfferedCard card, Suggestion suggestion) {
        return drafts.preview(Clinician.of(launch), card, suggestion);
    }

    /** The chart afterwards, and what to say: a matter that was decided elsewhere meanwhile is not decided twice. */
    Told accept(OpenLaunch launch, LoadedChart chart, OfferedCard card, Suggestion suggestion, PlannedDraft planned) {
        Optional<WriteState> state = drafts.accept(Clinician.of(launch), chart.record(), card, suggestion, planned);
        String said = state.map(written -> "Accepted: " + suggestion.label() + "; " + written.words())
                .orElse("Already decided elsewhere: nothing was written");
        return new Told(after(launch, chart, card, false), said);
    }

    /** Takes an accepted draft back, as far as the EHR lets us. */
    Told takeBack(OpenLaunch launch, LoadedChart chart, UUID accepted) {
        return told(launch, chart, changes.takeBack(Clinician.of(launch), accepted));
    }

    /** Writes a draft that was held, on the record as it is shown now. */
    Told confirm(OpenLaunch launch, LoadedChart chart, UUID accepted) {
        return told(launch, chart, changes.confirm(Clinician.of(launch), accepted, chart.record()));
    }

    /** The chart with its decisions and drafts as they stand now: a waiting draft may have been sent meanwhile. */
    LoadedChart refreshed(OpenLaunch launch, LoadedChart chart) {
        return chart.with(advice.decided(launch.issuer(), launch.patient()), drafts.states(Clinician.of(launch)));
    }

    private Told told(OpenLaunch launch, LoadedChart chart, String said) {
        return new Told(refreshed(launch, chart), said);
    }

    /**
     * What an act came to.
     *
     * @param chart as it is afterwards
     * @param said words for the clinician
     */
    record Told(LoadedChart chart, String said) {}

    LoadedChart decide(OpenLaunch launch, LoadedChart chart, OfferedCard card, Act act, String token) {
        book.record(
                new DecisionBook.Acted(
                        vault.patient(launch.issuer(), launch.patient()),
                        card.uuid(),
                        card.card().matter(),
                        act,
                        Channel.APP,
                        vault.user(launch.fhirUser().toString()),
                        Instant.now(clock)),
                token);
        return after(launch, chart, card, act instanceof Act.Contested);
    }

    /** The matter a card's link was about, from the launch's appContext; null without one. */
    @Nullable
    String pointedMatter(OpenLaunch launch) {
        return pointed(launch, "matter").orElse(null);
    }

    /** The very card whose link opened this chart; where it names none that can be found, the last one of its matter. */
    Optional<CardSnapshot> lastShown(OpenLaunch launch, String matter) {
        return pointed(launch, "card")
                .flatMap(card -> advice.shown(launch.issuer(), launch.patient(), card))
                .or(() -> advice.lastShown(launch.issuer(), launch.patient(), matter));
    }

    private Optional<String> pointed(OpenLaunch launch, String field) {
        return launch.context().appContext().flatMap(appContext -> {
            try {
                JsonNode value = json.readTree(appContext).path(field);
                return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
            } catch (JacksonException notOurs) {
                return Optional.empty();
            }
        });
    }

    private LoadedChart after(OpenLaunch launch, LoadedChart chart, OfferedCard card, boolean stays) {
        return chart.after(
                card, stays, advice.decided(launch.issuer(), launch.patient()), drafts.states(Clinician.of(launch)));
    }
}
