package org.prodrome.web.chart;

import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableRow;
import org.prodrome.reasoning.model.Trajectory;
import org.prodrome.reasoning.model.Trajectory.Point;

/** A trajectory as a table, newest day first: the plot in figures, for eyes and for screen readers. */
final class TrajectoryTable {
    private TrajectoryTable() {}

    static NativeTable of(Trajectory trajectory) {
        NativeTable table = new NativeTable();
        table.setClassName("figures");
        table.setCaptionText(trajectory.outcome().name());
        NativeTableRow head = table.getHead().addRow();
        head.addHeaderCell().setText("Day");
        head.addHeaderCell().setText("Within " + Words.horizon(trajectory.horizonDays()));
        head.addHeaderCell().setText("Calibration interval");
        head.getChildren().forEach(cell -> cell.getElement().setAttribute("scope", "col"));
        trajectory.points().reversed().forEach(point -> fill(table.getBody().addRow(), point));
        return table;
    }

    private static void fill(NativeTableRow row, Point point) {
        row.addDataCell().setText(point.date().toString());
        row.addDataCell().setText(Words.percent(point.probability()));
        row.addDataCell().setText(Words.percent(point.low()) + " to " + Words.percent(point.high()));
    }
}
