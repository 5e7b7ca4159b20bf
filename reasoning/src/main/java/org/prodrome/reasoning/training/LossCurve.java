package org.prodrome.reasoning.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;

/** {@code losses.csv} of a run directory: one line per look at the tuning data, as training goes; {@code losses.svg} draws it. */
final class LossCurve {

    private static final String FILE = "losses.csv";
    private static final String PLOT = "losses.svg";
    private static final String HEADER = "step,next_event,risk,tuning_next_event,tuning_risk";

    private LossCurve() {}

    /** All points so far, in place of what was there. */
    static void write(Path directory, List<Trained.Point> points) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        points.forEach(point -> text.append(line(point)));
        Path part = directory.resolve(FILE + ".part");
        try {
            Files.createDirectories(directory);
            Files.writeString(part, text);
            Files.move(
                    part, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BrokenDataFile(FILE + ": could not be written", e);
        }
    }

    private static String line(Trained.Point point) {
        return String.format(
                Locale.ROOT,
                "%d,%s,%s,%s,%s\n",
                point.step(),
                point.nextEvent(),
                point.risk(),
                point.tuningNextEvent(),
                point.tuningRisk());
    }

    /** The points up to a step; what a killed run wrote after its last checkpoint is taken out of the file, a torn last line too. */
    static List<Trained.Point> read(Path directory, int upTo) {
        try {
            String text = Files.readString(directory.resolve(FILE));
            List<Trained.Point> points = text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .skip(1)
                    .map(LossCurve::point)
                    .filter(point -> point.step() <= upTo)
                    .toList();
            write(directory, points);
            return points;
        } catch (IOException | RuntimeException e) {
            throw new BrokenDataFile(
                    FILE + ": expected the losses of the run to go on with; train without --resume to start anew", e);
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
}
