package org.prodrome.web.chart;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.io.Serializable;
import java.util.ArrayList;
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
    private static final String NOTHING = "nothing found among what was tried";
    private static final String NOT_TRIED = "not known: nothing was tried";
    private static final long serialVersionUID = 1;

    private final SourceOpener opener;
    private final boolean tried;

    /** @param tried whether it was looked for what moves the risks */
    DifferentialCells(SourceOpener opener, boolean tried) {
        this.opener = opener;
        this.tried = tried;
    }

    Div condition(String mark, String name, String figure, String basis) {
        return Html.div(
                "condition",
                Html.span("mark", mark),
                Html.div("", Html.strong(name), Html.div("muted small", Html.span("", basis))),
                Html.span("figure", figure));
    }

    /** @param more how many are not listed */
    Div moved(String label, List<Contribution> contributions, int more) {
        Div cell = cell(
                label,
                tried ? NOTHING : NOT_TRIED,
                contributions.stream()
                        .map(contribution -> line(contribution.concept(), contribution.sources()))
                        .toList());
        if (more > 0) {
            cell.add(Html.div("muted", Html.span("", "and " + more + " more")));
        }
        return cell;
    }

    Div onRecord(List<FhirReference> sources) {
        return cell(SUPPORTS, "", List.of(line("Recorded diagnosis", sources)));
    }

    Div notMeasured(Measured measured) {
        return switch (measured) {
            case Measured.AllInTime ignored -> cell(NOT_MEASURED, "all measured in time", List.of());
            case Measured.NotLookedFor ignored ->
                cell(NOT_MEASURED, "not looked for: no list for this condition", List.of());
            case Measured.Missing missing -> missing(missing.list());
        };
    }

    /** What is missing, and below, once each, why it matters. */
    private Div missing(List<NotMeasured> list) {
        List<Component> lines = new ArrayList<>();
        list.forEach(one -> lines.add(line(one.words(), List.of())));
        list.stream()
                .map(NotMeasured::citation)
                .distinct()
                .forEach(citation -> lines.add(Html.div("muted citation", Html.span("", citation))));
        return cell(NOT_MEASURED, "", lines);
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
            line.add(new Citation(words, sources, opener));
        }
        return line;
    }
}
