package org.prodrome.reasoning.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;

/** {@code losses.csv} of a run directory: one line per look at the tuning data, as training goes; {@code losses.svg} draws it. */
final class LossCurve {

    private static final String FILE = "losses.csv";
    private static final String PLOT = "losses.svg";
    private static final String HEADER = "step,next_event,risk,tuning_next_event,tuning_risk";

    private LossCurve() {}

    /** A new run: only the header. */
    static void start(Path directory) {
        write(directory, HEADER + "\n", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    static void append(Path directory, Trained.Point point) {
        String line = String.format(
                Locale.ROOT,
                "%d,%s,%s,%s,%s%n",
                point.step(),
                point.nextEvent(),
                point.risk(),
                point.tuningNextEvent(),
                point.tuningRisk());
        write(directory, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The points up to a step; what a killed run wrote after its last checkpoint is taken out of the file. */
    static List<Trained.Point> read(Path directory, int upTo) {
        try {
            List<Trained.Point> points = Files.readAllLines(directory.resolve(FILE)).stream()
                    .skip(1)
                    .map(LossCurve::point)
                    .filter(point -> point.step() <= upTo)
                    .toList();
            start(directory);
            points.forEach(point -> append(directory, point));
            return points;
        } catch (IOException | RuntimeException e) {
            throw new BrokenDataFile(FILE + ": expected the losses of the run to go on with", e);
        }
    }

    private static Trained.Point point(String line) {
        String[] cells = line.split(",", -1);
        return new Trained.Point(
                Integer.parseInt(cells[0]),
                Double.parseDouble(cells[1]),
                Double.parseDouble(cells[2]),
                Double.parseDouble(cells[3]),
                Double.parseDouble(cells[4]));
    }

    /** The same as a picture beside it. */
    static void draw(Path directory, List<Trained.Point> points) {
        try {
            Files.writeString(directory.resolve(PLOT), LossPlot.svg(points));
        } catch (IOException e) {
            throw new BrokenDataFile(PLOT + ": could not be written", e);
        }
    }

    private static void write(Path directory, String text, OpenOption... how) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(FILE), text, how);
        } catch (IOException e) {
            throw new BrokenDataFile(FILE + ": could not be written", e);
        }
    }
}
