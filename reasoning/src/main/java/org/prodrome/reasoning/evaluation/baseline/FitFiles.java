package org.prodrome.reasoning.evaluation.baseline;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.evaluation.baseline.BaselineSettings.TreeSettings;
import org.prodrome.reasoning.failure.ReasoningException;
import org.prodrome.reasoning.statistics.LogisticRegression;
import org.prodrome.reasoning.statistics.SparseLogisticRegression;

/**
 * Keeps fitted baselines on disk, so that an evaluation that was cut off goes on where it was.
 *
 * <p>One file per task: the key (data, settings) as text, then the fit, big-endian. A file of another key is not used. Column numbers
 * are those of the same reading of the same data, which the key stands for.
 */
public final class FitFiles {

    private static final String FORMAT = "baselines-3 ";

    private final @Nullable Path directory;
    private final String key;
    private final Features features;
    private final PublishedScores scores;

    /** In a directory; null keeps nothing. */
    public FitFiles(@Nullable Path directory, String key, Features features, PublishedScores scores) {
        this.directory = directory;
        this.key = FORMAT + key;
        this.features = features;
        this.scores = scores;
    }

    /** A fit of this name and key. */
    public Optional<TaskFit> load(String name) {
        if (directory == null || !Files.isRegularFile(directory.resolve(name + ".fit"))) {
            return Optional.empty();
        }
        Path file = directory.resolve(name + ".fit");
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            return in.readUTF().equals(key) ? Optional.of(read(in)) : Optional.empty();
        } catch (IOException e) {
            throw new ReasoningException.RefusedData(
                    "baselines: expected " + name + ".fit to be readable; delete it", e);
        }
    }

    /** Replaces what was there. */
    public void save(String name, TaskFit fit) {
        if (directory == null) {
            return;
        }
        try {
            Files.createDirectories(directory);
            Path part = directory.resolve(name + ".part");
            try (DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part), 1 << 16))) {
                out.writeUTF(key);
                write(fit, out);
            }
            Files.move(part, directory.resolve(name + ".fit"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ReasoningException.RefusedData("baselines: expected a directory that can be written", e);
        }
    }

    private static void write(TaskFit fit, DataOutputStream out) throws IOException {
        write(fit.ageSex(), out);
        write(fit.lastLabs(), out);
        write(fit.counts(), out);
        write(fit.trees(), out);
        PublishedFit published = fit.published();
        out.writeBoolean(published != null);
        if (published != null) {
            out.writeUTF(published.score().id());
            out.writeDouble(published.risk().intercept());
            out.writeDouble(published.risk().coefficients().getFirst());
        }
    }

    private TaskFit read(DataInputStream in) throws IOException {
        return new TaskFit(regression(in), regression(in), regression(in), trees(in), published(in));
    }

    private @Nullable PublishedFit published(DataInputStream in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        String id = in.readUTF();
        PublishedScore score = scores.scores().stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IOException("unknown score " + id));
        double intercept = in.readDouble();
        return new PublishedFit(
                score, features.concepts(), new LogisticRegression(intercept, List.of(in.readDouble())));
    }

    private static void write(Regression regression, DataOutputStream out) throws IOException {
        write(regression.design().columns().numbers(), out);
        write(regression.design().centres(), out);
        write(regression.design().spreads(), out);
        out.writeDouble(regression.fitted().intercept());
        write(regression.fitted().coefficients(), out);
        out.writeDouble(regression.ridge());
    }

    private static Regression regression(DataInputStream in) throws IOException {
        Design design = new Design(new Columns(ints(in)), doubles(in), doubles(in));
        double intercept = in.readDouble();
        return new Regression(design, new SparseLogisticRegression(intercept, doubles(in)), in.readDouble());
    }

    private static void write(Trees trees, DataOutputStream out) throws IOException {
        write(trees.columns().numbers(), out);
        out.writeInt(trees.booster().length);
        out.write(trees.booster());
        TreeSettings chosen = trees.chosen();
        out.writeInt(chosen.maxDepth());
        out.writeDouble(chosen.eta());
        out.writeDouble(chosen.minChildWeight());
        out.writeDouble(chosen.subsample());
        out.writeDouble(chosen.columnsPerTree());
        out.writeDouble(chosen.lambda());
        out.writeInt(trees.rounds());
    }

    private static Trees trees(DataInputStream in) throws IOException {
        Columns columns = new Columns(ints(in));
        byte[] booster = in.readNBytes(in.readInt());
        TreeSettings chosen = new TreeSettings(
                in.readInt(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
        return new Trees(columns, booster, chosen, in.readInt());
    }

    private static void write(int[] numbers, DataOutputStream out) throws IOException {
        out.writeInt(numbers.length);
        for (int number : numbers) {
            out.writeInt(number);
        }
    }

    private static void write(double[] numbers, DataOutputStream out) throws IOException {
        out.writeInt(numbers.length);
        for (double number : numbers) {
            out.writeDouble(number);
        }
    }

    private static int[] ints(DataInputStream in) throws IOException {
        int[] numbers = new int[in.readInt()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readInt();
        }
        return numbers;
    }

    private static double[] doubles(DataInputStream in) throws IOException {
        double[] numbers = new double[in.readInt()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readDouble();
        }
        return numbers;
    }
}
