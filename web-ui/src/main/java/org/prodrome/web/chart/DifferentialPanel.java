package org.prodrome.web.chart;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Section;
import org.prodrome.reasoning.model.Differential;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.Risk;
import org.prodrome.web.chart.DifferentialRow.Foretold;
import org.prodrome.web.chart.DifferentialRow.MoreProblems;
import org.prodrome.web.chart.DifferentialRow.NoneOfThese;
import org.prodrome.web.chart.DifferentialRow.NotEvaluated;
import org.prodrome.web.chart.DifferentialRow.OpenProblem;

/** What may be behind the patient's state: each condition with what supports it, argues against it and is not measured. */
final class DifferentialPanel extends Section {
    private static final long serialVersionUID = 1;

    private final SourceOpener opener;

    DifferentialPanel(ModelAnswer answer, SourceOpener opener, Runnable about) {
        this.opener = opener;
        setId("differential");
        setClassName("panel");
        add(Html.heading("Differential"));
        Div body = Html.div("box");
        switch (answer) {
            case RiskProfile profile -> fill(body, profile, about);
            case ModelAnswer.Unavailable unavailable ->
                body.add(ReasoningPanels.gap("No differential is shown: " + unavailable.reason()));
        }
        add(body);
    }

    private void fill(Div body, RiskProfile profile, Runnable about) {
        Differential differential = profile.differential();
        if (differential == null) {
            body.add(ReasoningPanels.gap("No differential was computed for this patient."));
            Declined.of(profile.abstentions())
                    .forEach(declined ->
                            body.add(ReasoningPanels.gap(declined.names() + ": not evaluated, " + declined.reason())));
        } else {
            body.add(heads(), list(differential, profile), below(profile));
        }
        body.add(new ModelLine(profile, about));
    }

    /** Over the columns where they stand side by side; each cell has its own label for who does not see that. */
    private static Div heads() {
        Div heads = Html.div(
                "dx heads",
                Html.span("", "Condition"),
                Html.span("", DifferentialCells.SUPPORTS),
                Html.span("", DifferentialCells.AGAINST),
                Html.span("", DifferentialCells.NOT_MEASURED));
        heads.getElement().setAttribute("aria-hidden", "true");
        return heads;
    }

    /** What "nothing found" rests on: what of the record was tried. */
    private static Div below(RiskProfile profile) {
        String words = profile.tried() == null
                ? "It was not tried what raises or lowers a risk."
                : "Supports and argues against: what raises or lowers the risk, found by leaving groups of entries out in"
                        + " turn." + WhyNot.tried(profile);
        return Html.div("muted small tried", Html.span("", words));
    }

    private OrderedList list(Differential differential, RiskProfile profile) {
        DifferentialCells cells = new DifferentialCells(opener, profile.tried() != null);
        OrderedList list = new OrderedList();
        list.setClassName("candidates");
        DifferentialRow.of(differential).forEach(row -> list.add(item(row, profile, cells)));
        return list;
    }

    private static ListItem item(DifferentialRow row, RiskProfile profile, DifferentialCells cells) {
        return switch (row) {
            case Foretold foretold -> foretold(foretold, profile, cells);
            case OpenProblem open -> open(open, cells);
            case MoreProblems more ->
                row(
                        "more-problems",
                        cells.condition(
                                "\u25CF",
                                "and " + more.count() + " more",
                                "Open problems",
                                "on record as active, not listed here"));
            case NotEvaluated missing ->
                row(
                        "not-evaluated",
                        cells.condition(
                                "\u25CC",
                                missing.abstention().outcome().name(),
                                "Not evaluated",
                                missing.abstention().reason()));
            case NoneOfThese none ->
                row(
                        "none-of-these",
                        cells.condition(
                                "",
                                "None of these foretold conditions",
                                Words.percent(none.probability()),
                                "none of the numbered conditions above is diagnosed within "
                                        + Words.horizon(none.horizonDays())
                                        + "; death competes, and its part is not calibrated \u00B7 "
                                        + ModelLine.name(profile)));
        };
    }

    private static ListItem foretold(Foretold row, RiskProfile profile, DifferentialCells cells) {
        Risk risk = row.risk();
        String baseline = risk.baseline() == null ? "" : " \u00B7 age and sex alone " + Words.percent(risk.baseline());
        return row(
                "foretold",
                cells.condition(
                        Integer.toString(row.rank()),
                        row.candidate().condition(),
                        Words.percent(risk.probability()),
                        "within " + Words.horizon(risk.horizonDays()) + ", " + Words.interval(risk) + baseline
                                + " \u00B7 " + ModelLine.name(profile)),
                cells.moved(
                        DifferentialCells.SUPPORTS,
                        row.candidate().supports(),
                        row.candidate().moreSupports()),
                cells.moved(
                        DifferentialCells.AGAINST,
                        row.candidate().against(),
                        row.candidate().moreAgainst()),
                cells.notMeasured(row.candidate().measured()));
    }

    private static ListItem open(OpenProblem row, DifferentialCells cells) {
        return row(
                "open-problem",
                cells.condition("\u25CF", row.candidate().condition(), "Open problem", "on record as active"),
                cells.onRecord(row.candidate().sources()),
                cells.notWeighed(),
                cells.notMeasured(row.candidate().measured()));
    }

    private static ListItem row(String kind, Div... parts) {
        ListItem item = new ListItem(parts);
        item.setClassName("dx " + kind);
        return item;
    }
}
