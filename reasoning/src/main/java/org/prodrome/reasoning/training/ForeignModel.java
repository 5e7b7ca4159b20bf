package org.prodrome.reasoning.training;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.model.ModelFiles.Limits;
import org.prodrome.reasoning.model.ModelFiles.Settings;
import org.prodrome.reasoning.model.OutcomeDefinition;

/**
 * What somebody who exported a SavedModel elsewhere declares of it: the file given with {@code package adopt --manifest}.
 *
 * @param name of the package
 * @param version of the package
 * @param synthetic whether it was trained on synthetic records
 * @param developer who made it, and how to reach them
 * @param modelType what kind of network it is, in a sentence
 * @param training what it was trained on and how, in sentences; on the card
 * @param parameters how many weights
 * @param vocabularySha256 of the vocabulary file it was trained with, hex
 * @param window most tokens
 * @param buckets places that rows are padded to, rising; the last is the window
 * @param edges upper edges of the hazard bins in days, rising
 * @param horizons what is answered, in days; each is an edge
 * @param explainedHorizon the horizon whose log-odds explain a risk, in days
 * @param limits outside of which it declines
 * @param outcomes in the order of the network's output; death follows them
 */
record ForeignModel(
        String name,
        String version,
        boolean synthetic,
        String developer,
        String modelType,
        String training,
        long parameters,
        String vocabularySha256,
        int window,
        List<Integer> buckets,
        List<Integer> edges,
        List<Integer> horizons,
        int explainedHorizon,
        Bounds limits,
        List<OutcomeDefinition> outcomes) {

    /** As in {@link Limits}, as far as a developer can know them. */
    record Bounds(
            int fewestEvents,
            int fewestHistoryDays,
            double fromAgeYears,
            double belowAgeYears,
            double mostUnknownShare) {

        Limits packaged() {
            return new Limits(
                    fewestEvents, fewestHistoryDays, fromAgeYears, belowAgeYears, mostUnknownShare, null, null);
        }
    }

    ForeignModel {
        PackageNaming.check(name, version);
        buckets = List.copyOf(buckets);
        edges = List.copyOf(edges);
        horizons = List.copyOf(horizons);
        outcomes = List.copyOf(outcomes);
        require(!training.isBlank(), "training", "what it was trained on and how");
        require(!outcomes.isEmpty(), "outcomes", "at least one");
        require(window >= 8, "window", "at least 8");
        require(rising(buckets) && buckets.getLast() == window, "buckets", "rising numbers up to the window");
        require(rising(edges), "edges", "rising numbers of days");
        require(!horizons.isEmpty() && edges.containsAll(horizons), "horizons", "some of the edges");
        require(horizons.contains(explainedHorizon), "explainedHorizon", "one of the horizons");
    }

    private static boolean rising(List<Integer> numbers) {
        boolean rising = !numbers.isEmpty() && numbers.getFirst() > 0;
        for (int i = 1; i < numbers.size(); i++) {
            rising &= numbers.get(i) > numbers.get(i - 1);
        }
        return rising;
    }

    private static void require(boolean holds, String field, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(field + ": expected " + expected);
        }
    }

    /** Reads the declaration; a missing, unknown or wrong field is refused by name. */
    static ForeignModel read(Path file) {
        ObjectMapper json = new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);
        try {
            return json.readValue(Files.readAllBytes(file), ForeignModel.class);
        } catch (MismatchedInputException e) {
            String path = e.getPathReference().replaceAll(".*ForeignModel\\[", "[");
            throw new BrokenPackage("--manifest: expected a declaration of the model: " + line(e) + " " + path, e);
        } catch (IOException e) {
            throw new BrokenPackage("--manifest: expected a declaration of the model in JSON: " + line(e), e);
        }
    }

    private static String line(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("not readable");
    }

    PackageNaming naming() {
        return new PackageNaming(name, version);
    }

    Settings settings() {
        return new Settings(name, version, synthetic, window, buckets, edges, horizons, explainedHorizon, parameters);
    }
}
