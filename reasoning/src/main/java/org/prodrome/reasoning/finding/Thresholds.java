package org.prodrome.reasoning.finding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException;

/**
 * From which risk on the model speaks up, and what it then proposes to measure. A site's own decision, kept in a data file.
 *
 * @param source where the numbers come from
 * @param date when the file was last changed
 */
public record Thresholds(String source, String date, List<Alert> alerts) {
    private static final String SHIPPED = "model-thresholds.json";

    public Thresholds {
        alerts = List.copyOf(alerts);
    }

    /**
     * One outcome at one horizon.
     *
     * @param outcome the model's outcome id
     * @param atLeast smallest probability that alerts, in (0, 1)
     * @param timesBaseline how many times the risk by age and sex alone it must be; null when that doesn't matter
     * @param severity of the alert; critical is for rules
     * @param measures what to look at, most useful first
     */
    public record Alert(
            String outcome,
            int horizonDays,
            double atLeast,
            @Nullable Double timesBaseline,
            Severity severity,
            String citation,
            String citationUrl,
            List<Measure> measures) {
        public Alert {
            measures = List.copyOf(measures);
            if (!(atLeast > 0 && atLeast < 1)) {
                throw new IllegalArgumentException(outcome + ".atLeast: expected more than 0 and less than 1");
            }
            if (severity == Severity.CRITICAL) {
                throw new IllegalArgumentException(outcome + ".severity: expected INFO or WARNING");
            }
        }
    }

    /**
     * A measurement worth having.
     *
     * @param concept the timeline's concept key
     * @param withinDays how old the last one may be
     * @param order the test to propose, as system, code and display
     */
    public record Measure(String concept, String label, int withinDays, Order order) {}

    /** A test that can be ordered. */
    public record Order(
            String system,
            String code,
            @JsonProperty("display") String display) {}

    /** The thresholds that ship with Prodrome. */
    public static Thresholds load() {
        try (InputStream in = Thresholds.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw broken(SHIPPED, "expected this file, found none", null);
            }
            return parse(SHIPPED, in.readAllBytes());
        } catch (IOException e) {
            throw broken(SHIPPED, "could not be read", e);
        }
    }

    /** A site's own thresholds. */
    public static Thresholds load(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            return parse(name, Files.readAllBytes(file));
        } catch (IOException e) {
            throw broken(name, "could not be read", e);
        }
    }

    private static Thresholds parse(String file, byte[] json) {
        try {
            return new ObjectMapper().readValue(json, Thresholds.class);
        } catch (JsonProcessingException e) {
            throw broken(file, "line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw broken(file, "could not be read", e);
        }
    }

    private static ReasoningException.BrokenDataFile broken(String file, String message, @Nullable Throwable cause) {
        return new ReasoningException.BrokenDataFile(file + ": " + message, cause);
    }
}
