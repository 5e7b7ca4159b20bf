package org.prodrome.reasoning.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.token.Vocabulary;

/** Object mother: what {@code src/test/python/python_network.py} wrote with TensorFlow for Python, which no build runs. */
public final class PythonNetwork {

    private PythonNetwork() {}

    /** Where the fixture is. */
    public static Path directory() {
        try {
            return Path.of(Objects.requireNonNull(PythonNetwork.class.getResource("python-network"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("python-network: expected a directory of the test resources", e);
        }
    }

    public static Path savedModel() {
        return directory().resolve("saved_model");
    }

    /** The two patients that Python asked about, in the form that our own code gives them. */
    public static Inputs inputs() {
        JsonNode expected = expected();
        JsonNode patients = expected.path("patients");
        Inputs inputs = new Inputs(
                patients.size(),
                expected.path("time").intValue(),
                expected.path("reads").intValue());
        for (int row = 0; row < patients.size(); row++) {
            inputs.put(row, tokens(patients.path(row).path("events")), floats(patients.path(row), "days"));
        }
        return inputs;
    }

    /** What Python itself made of them for the network, row by row. */
    public static float[] fed(String input) {
        return floats(expected().path("inputs"), input);
    }

    /** Python's answer, row by row: {@code hazards} or {@code states}. */
    public static float[] answered(String output) {
        return floats(expected(), output);
    }

    private static Tokens tokens(JsonNode events) {
        int count = events.size();
        int[] codes = new int[count + 1];
        int[] bins = new int[count + 1];
        float[] values = new float[count + 1];
        float[] ages = new float[count + 1];
        for (int i = 0; i < count; i++) {
            codes[i] = events.path(i).path(0).intValue();
            bins[i] = events.path(i).path(1).intValue();
            values[i] = events.path(i).path(2).floatValue();
            ages[i] = events.path(i).path(3).floatValue();
        }
        codes[count] = Vocabulary.AS_OF;
        ages[count] = ages[count - 1] + 0.5f;
        int[] entries = IntStream.range(0, count + 1).toArray();
        return new Tokens(codes, bins, values, ages, entries, count, count, 0);
    }

    private static float[] floats(JsonNode json, String name) {
        double[] numbers = StreamSupport.stream(json.path(name).spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
        if (numbers.length == 0) {
            throw new IllegalStateException("expected.json: expected numbers under " + name);
        }
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    private static JsonNode expected() {
        try {
            return new ObjectMapper()
                    .readTree(directory().resolve("expected.json").toFile());
        } catch (IOException e) {
            throw new IllegalStateException("expected.json: expected a file of the test resources", e);
        }
    }
}
