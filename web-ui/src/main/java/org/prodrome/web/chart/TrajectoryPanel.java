package org.prodrome.web.chart;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import java.time.LocalDate;
import java.util.List;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Trajectory;

/** How the model's risk stood on days past: a plot of the outcome and horizon chosen, and the same as a table. */
final class TrajectoryPanel extends Section {
    private static final long serialVersionUID = 1;

    private final Select<Outcome> outcome = new Select<>();
    private final Select<Integer> horizon = new Select<>();
    private final Div place = Html.div("trajectory");

    TrajectoryPanel(ModelAnswer answer, LocalDate today) {
        setId("trajectories");
        setClassName("panel");
        add(Html.heading("Risk over time"));
        Div body = Html.div("box");
        switch (answer) {
            case RiskProfile profile -> fill(body, profile, today);
            case ModelAnswer.Unavailable unavailable -> body.add(RiskPanel.noRisk(unavailable));
        }
        add(body);
    }

    private void fill(Div body, RiskProfile profile, LocalDate today) {
        TrajectoryChoices choices = new TrajectoryChoices(profile.trajectories().stream()
                .map(trajectory -> trajectory.endingBy(today))
                .toList());
        if (choices.trajectories().isEmpty()) {
            body.add(Html.div("gap", Html.span("", "The model told no risk on any day.")));
        } else {
            body.add(choice(choices), place);
        }
        body.add(Html.div("muted basis", Html.span("", ModelWords.model(profile) + " " + ModelWords.seen(profile))));
    }

    private Div choice(TrajectoryChoices choices) {
        List<Outcome> outcomes = choices.outcomes();
        outcome.setId("trajectory-outcome");
        outcome.setLabel("Outcome");
        outcome.setItemLabelGenerator(Outcome::name);
        outcome.setItems(outcomes);
        horizon.setId("trajectory-horizon");
        horizon.setLabel("Diagnosed within");
        horizon.setItemLabelGenerator(Words::horizon);
        outcome.addValueChangeListener(change -> chosen(choices, change.getValue()));
        horizon.addValueChangeListener(change -> show(choices));
        outcome.setValue(outcomes.getFirst());
        return Html.div("choice", outcome, horizon);
    }

    /** Another outcome keeps the horizon where it has it. */
    private void chosen(TrajectoryChoices choices, Outcome now) {
        int wished = horizon.isEmpty() ? RiskLine.SHOWN_HORIZON_DAYS : horizon.getValue();
        horizon.setItems(choices.horizons(now));
        horizon.setValue(choices.nearest(now, wished));
        show(choices);
    }

    private void show(TrajectoryChoices choices) {
        if (outcome.isEmpty() || horizon.isEmpty()) {
            return;
        }
        place.removeAll();
        choices.find(outcome.getValue(), horizon.getValue()).ifPresent(trajectory -> place.add(parts(trajectory)));
    }

    private static Component[] parts(Trajectory trajectory) {
        Div plot = Html.div("plots");
        plot.getElement()
                .setProperty(
                        "innerHTML",
                        TrajectoryPlot.svg(trajectory, TrajectoryPlot.Size.WIDE)
                                + TrajectoryPlot.svg(trajectory, TrajectoryPlot.Size.NARROW));
        NativeDetails table = new NativeDetails("The same as a table", TrajectoryTable.of(trajectory));
        table.setId("trajectory-table");
        return new Component[] {plot, Html.div("muted small", Html.span("", caption(trajectory))), table};
    }

    /** What line and band mean, and what is not in them. */
    static String caption(Trajectory trajectory) {
        return "Line: the probability that " + trajectory.outcome().name() + " is diagnosed within "
                + Words.horizon(trajectory.horizonDays()) + " of each day, from what was on record by then. Days: "
                + days(trajectory)
                + " Band: the middle 90% of the calibration's bootstrap; it holds nothing of what the"
                + " record lacks.";
    }

    private static String days(Trajectory trajectory) {
        String looked = "today and at most " + Trajectory.MOST_PAST_DAYS + " of the " + Trajectory.YEARS
                + " years before, those of visits where there are enough of them.";
        int declined = trajectory.declined().size();
        if (trajectory.points().size() == 1) {
            return looked + " No earlier day is shown: "
                    + (declined == 0
                            ? "nothing is on record in these years."
                            : "the model would have declined on each that was looked at.");
        }
        return declined == 0
                ? looked
                : looked + " On " + declined + " of them the model would have declined: the line is broken there.";
    }
}
