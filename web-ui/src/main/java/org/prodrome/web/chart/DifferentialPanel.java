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
import org.prodrome.web.chart.DifferentialRow.NoneOfThese;
import org.prodrome.web.chart.DifferentialRow.NotEvaluated;
import org.prodrome.web.chart.DifferentialRow.OpenProblem;

/** What may be behind the patient's state: each condition with what supports it, argues against it and is not measured. */
final class DifferentialPanel extends Section {
    private static final long serialVersionUID = 1;

    private final DifferentialCells cells;

    DifferentialPanel(ModelAnswer answer, SourceOpener opener, Runnable about) {
        this.cells = new DifferentialCells(opener);
        setId("differential");
        setClassName("panel");
        add(Html.heading("Differential"));
        Div body = Html.div("box");
        switch (answer) {
            case RiskProfile profile -> fill(body, profile, about);
            case ModelAnswer.Unavailable unavailable ->
                body.add(ReasoningPanels.gap("No differential was computed: " + unavailable.reason()));
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
            body.add(heads(), list(differential, profile));
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

    private OrderedList list(Differential differential, RiskProfile profile) {
        OrderedList list = new OrderedList();
        list.setClassName("candidates");
        DifferentialRow.of(differential).forEach(row -> list.add(item(row, profile)));
        return list;
    }

    private ListItem item(DifferentialRow row, RiskProfile profile) {
        return switch (row) {
            case Foretold foretold -> foretold(foretold, profile);
            case OpenProblem open -> open(open);
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
                                "None of these",
                                Words.percent(none.probability()),
                                "none of the conditions foretold above is diagnosed within "
                                        + Words.horizon(none.horizonDays()) + " \u00B7 " + ModelLine.name(profile)));
        };
    }

    private ListItem foretold(Foretold row, RiskProfile profile) {
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
                cells.moved(DifferentialCells.SUPPORTS, row.candidate().supports()),
                cells.moved(DifferentialCells.AGAINST, row.candidate().against()),
                cells.notMeasured(row.candidate().measured()));
    }

    private ListItem open(OpenProblem row) {
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
