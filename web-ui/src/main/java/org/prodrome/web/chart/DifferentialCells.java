package org.prodrome.web.chart;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.io.Serializable;
import java.util.List;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.model.Differential.Measured;
import org.prodrome.reasoning.model.Differential.NotMeasured;
import org.prodrome.reasoning.model.ModelAnswer.Contribution;

/** The cells of a line of the differential: the condition itself and its three columns. */
final class DifferentialCells implements Serializable {
    static final String SUPPORTS = "Supports";
    static final String AGAINST = "Argues against";
    static final String NOT_MEASURED = "Not measured";
    private static final String NOTHING = "nothing found";
    private static final long serialVersionUID = 1;

    private final SourceOpener opener;

    DifferentialCells(SourceOpener opener) {
        this.opener = opener;
    }

    Div condition(String mark, String name, String figure, String basis) {
        return Html.div(
                "condition",
                Html.span("mark", mark),
                Html.div("", Html.strong(name), Html.div("muted small", Html.span("", basis))),
                Html.span("figure", figure));
    }

    Div moved(String label, List<Contribution> contributions) {
        return cell(
                label,
                NOTHING,
                contributions.stream()
                        .map(contribution -> line(contribution.concept(), contribution.sources()))
                        .toList());
    }

    Div onRecord(List<FhirReference> sources) {
        return cell(SUPPORTS, NOTHING, List.of(line("Recorded diagnosis", sources)));
    }

    Div notMeasured(Measured measured) {
        return switch (measured) {
            case Measured.AllInTime ignored -> cell(NOT_MEASURED, "all measured in time", List.of());
            case Measured.NotLookedFor ignored ->
                cell(NOT_MEASURED, "not looked for: no list for this condition", List.of());
            case Measured.Missing missing ->
                cell(
                        NOT_MEASURED,
                        "",
                        missing.list().stream().map(this::missing).toList());
        };
    }

    private Component missing(NotMeasured one) {
        Component line = line(one.words(), List.of());
        line.getElement().setAttribute("title", one.citation());
        return line;
    }

    /** The model is not asked of what is on record. */
    Div notWeighed() {
        return cell(AGAINST, "not weighed: on record already", List.of());
    }

    private static Div cell(String label, String otherwise, List<Component> lines) {
        Div cell = Html.div("cell", Html.span("label", label));
        cell.getElement().setAttribute("data-column", label);
        if (lines.isEmpty()) {
            cell.add(Html.div("muted", Html.span("", otherwise)));
        }
        lines.forEach(cell::add);
        return cell;
    }

    private Component line(String words, List<FhirReference> sources) {
        Div line = Html.div("fact-line", Html.span("", words));
        if (!sources.isEmpty()) {
            line.add(new Citation(sources, opener));
        }
        return line;
    }
}
