package org.prodrome.web.chart;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.writeback.PlannedDraft;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Suggestion;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.web.advice.CardSnapshot;
import org.prodrome.web.advice.OfferedCard;
import org.prodrome.web.decision.Act;
import org.prodrome.web.launch.OpenLaunch;

/** The chart once it is loaded: banner, tabs, cards; every act goes through the desk and comes back as a new chart. */
final class ChartPage extends Div implements CardActs, DraftActs {
    private static final long serialVersionUID = 1;

    private final transient OpenLaunch launch;
    private final transient ChartDesk desk;
    private final Runnable reload;
    private final Div suggestions = Html.div("");
    private final Div decided = Html.div("single");
    private final Tab suggestionsTab = new Tab();
    private final Tab decidedTab = new Tab();
    private transient LoadedChart chart;

    ChartPage(OpenLaunch launch, LoadedChart chart, ChartDesk desk, Runnable reload) {
        this.launch = launch;
        this.chart = chart;
        this.desk = desk;
        this.reload = reload;
        add(banner());
        if (chart.isSynthetic()) {
            Div notice = Html.div(
                    "notice",
                    new Span("\u25B2 This model was trained on synthetic records. Its figures say nothing about real"
                            + " patients."));
            notice.setId("synthetic-notice");
            add(notice);
        }
        add(tabs());
        refresh();
        point();
    }

    private Component banner() {
        PatientBanner banner = new PatientBanner(chart.record(), chart.today(), desk.zone());
        Span release = Html.span("chip", chart.release());
        release.setId("release");
        banner.add(Html.div("right", release));
        return banner;
    }

    /** Tabs over one place for their content: the page scrolls as a whole, never a part of it by itself. */
    private Component tabs() {
        suggestionsTab.setId("tab-suggestions");
        decidedTab.setId("tab-decided");
        Section side = new Section(
                new SummaryPanel(chart.advice().assessed().summary(), this::open),
                new RiskPanel(chart.advice().risks(), chart.today()),
                new GapPanel(
                        chart.record().gaps(),
                        chart.advice().notEvaluated(),
                        chart.advice().risks(),
                        reload));
        Map<Tab, Component> contents = new LinkedHashMap<>();
        contents.put(suggestionsTab, Html.div("columns", suggestions, side));
        contents.put(
                tab("Trends", "tab-trends"),
                Html.div("single", new TrendsPanel(chart.record(), chart.today(), this::open)));
        contents.put(
                tab("Risk over time", "tab-trajectory"),
                Html.div("single", new TrajectoryPanel(chart.advice().risks(), chart.today())));
        contents.put(
                tab("Timeline", "tab-timeline"), Html.div("single", new TimelinePanel(chart.record(), this::open)));
        contents.put(
                tab("Differential", "tab-differential"),
                new ReasoningPanels(
                        chart.advice().risks(), desk.modelCard(chart.advice().risks()), this::open));
        contents.put(decidedTab, decided);
        Tabs tabs = new Tabs(contents.keySet().toArray(Tab[]::new));
        tabs.setId("chart-tabs");
        Div place = Html.div("content", Objects.requireNonNull(contents.get(suggestionsTab)));
        TabPanel.of(tabs, place);
        tabs.addSelectedChangeListener(change -> {
            if (change.getSelectedTab().equals(decidedTab)) {
                chart = desk.refreshed(launch, chart);
                refresh();
            }
            place.removeAll();
            place.add(contents.getOrDefault(change.getSelectedTab(), suggestions));
        });
        return Html.div("tabs", tabs, place);
    }

    private static Tab tab(String label, String id) {
        Tab tab = new Tab(label);
        tab.setId(id);
        return tab;
    }

    private void refresh() {
        List<OfferedCard> offered = chart.advice().offered();
        suggestionsTab.setLabel("Suggestions " + offered.size());
        decidedTab.setLabel("Decided " + chart.decided().size());
        suggestions.removeAll();
        group("Act now", offered, true);
        group("Consider", offered, false);
        if (offered.isEmpty()) {
            suggestions.add(Html.heading("Consider"));
            suggestions.add(Html.div(
                    "box empty",
                    new Span("No suggestion for this patient now. "
                            + "What could not be read or evaluated is listed beside.")));
        }
        List<OfferedCard> notForReader = chart.advice().notForReader();
        if (!notForReader.isEmpty()) {
            suggestions.add(new NotForReader(notForReader, this::open, this));
        }
        if (chart.advice().heldBack() > 0) {
            suggestions.add(Html.div(
                    "empty", new Span(chart.advice().heldBack() + " held back by earlier decisions: see Decided.")));
        }
        decided.removeAll();
        decided.add(new DecidedPanel(chart.decided(), chart.writes(), desk.everyReason(), desk.zone(), this));
    }

    private void group(String title, List<OfferedCard> offered, boolean critical) {
        List<OfferedCard> group = offered.stream()
                .filter(card -> (card.card().severity() == Severity.CRITICAL) == critical)
                .toList();
        if (!group.isEmpty()) {
            suggestions.add(Html.heading(title));
            group.forEach(card -> suggestions.add(new SuggestionCard(card, this::open, this)));
        }
    }

    /** Brings the card a link was about before the clinician; one from order entry is shown as it was there. */
    private void point() {
        @Nullable String matter = desk.pointedMatter(launch);
        if (matter == null) {
            return;
        }
        Optional<Component> offered = chart.advice().offered().stream()
                .filter(card -> card.card().separate().stream()
                        .anyMatch(part -> part.matter().hash().equals(matter)))
                .findFirst()
                .flatMap(card -> suggestions
                        .getChildren()
                        .filter(child -> child.getId().equals(Optional.of("card-" + card.uuid())))
                        .findFirst());
        Optional<Component> shown =
                offered.or(() -> desk.lastShown(launch, matter).map(this::fromOrderEntry));
        shown.ifPresent(ChartPage::emphasise);
    }

    private Component fromOrderEntry(CardSnapshot card) {
        ShownBefore before = new ShownBefore(card);
        suggestions.addComponentAsFirst(before);
        return before;
    }

    private static void emphasise(Component card) {
        card.addClassName("pointed");
        card.getElement().executeJs("setTimeout(() => { this.scrollIntoView({block: 'start'}); this.focus(); }, 0)");
    }

    private void open(List<FhirReference> sources) {
        new SourceDialog(chart.record(), sources).open();
    }

    @Override
    public void preview(OfferedCard card, Suggestion suggestion) {
        PlannedDraft planned = desk.preview(launch, card, suggestion);
        new PreviewDialog(suggestion, planned, () -> {
                    shown(desk.accept(launch, chart, card, suggestion, planned));
                })
                .open();
    }

    @Override
    public void override(OfferedCard card) {
        String token = UUID.randomUUID().toString();
        dialog(new OverrideDialog(
                card.card().summary(), desk.reasons(), act -> decide(card, act, token, "Overridden")));
    }

    @Override
    public void snooze(OfferedCard card) {
        String token = UUID.randomUUID().toString();
        dialog(new SnoozeDialog(card.card().summary(), chart.today(), act -> decide(card, act, token, "Snoozed")));
    }

    @Override
    public void contest(OfferedCard card) {
        String token = UUID.randomUUID().toString();
        dialog(new ContestDialog(card.card().summary(), act -> decide(card, act, token, "Sent to the reviewer")));
    }

    @Override
    public void attributes(Basis basis) {
        dialog(new AttributesDialog(desk.attributes(basis)));
    }

    @Override
    public void takeBack(UUID accepted) {
        dialog(new TakeBackDialog(() -> shown(desk.takeBack(launch, chart, accepted))));
    }

    @Override
    public void confirm(UUID accepted) {
        shown(desk.confirm(launch, chart, accepted));
    }

    private static void dialog(Dialog dialog) {
        dialog.open();
    }

    private void decide(OfferedCard card, Act act, String token, String said) {
        shown(desk.decide(launch, chart, card, act, token), said);
    }

    private void shown(ChartDesk.Told told) {
        shown(told.chart(), told.said());
    }

    private void shown(LoadedChart after, String said) {
        chart = after;
        refresh();
        Notification.show(said, 4_000, Notification.Position.BOTTOM_START);
    }
}
