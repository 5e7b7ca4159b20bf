package org.prodrome.web.governance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import org.prodrome.reasoning.rule.RuleDescription.Parameter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far a site may move a parameter from its pack's value.
 *
 * @param least the smallest local value, in parts of the pack's
 * @param most the largest local value, in parts of the pack's
 */
public record ParameterBounds(BigDecimal least, BigDecimal most) {
    private static final String FILE = "parameter-bounds.json";
    private static final int LONGEST = 12;

    /** What somebody typed for a parameter. */
    public sealed interface Input {
        /** A value the site may set. */
        record Value(Number number) implements Input {}

        /** Not a value. @param words what was expected */
        record Wrong(String words) implements Input {}
    }

    /** Those of {@value #FILE}. */
    public static ParameterBounds load() {
        try (InputStream in = ParameterBounds.class.getResourceAsStream(FILE)) {
            JsonNode json = JsonMapper.shared().readTree(Objects.requireNonNull(in, FILE));
            return new ParameterBounds(
                    json.path("least").decimalValue(), json.path("most").decimalValue());
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " is not readable", e);
        }
    }

    /** Reads a number of the parameter's own kind, within its bounds. */
    public Input read(Parameter parameter, String text) {
        boolean whole = parameter.value() instanceof Integer;
        String expected = "Expected " + (whole ? "a whole number" : "a number") + " from " + plain(low(parameter))
                + " to " + plain(high(parameter)) + (parameter.unit().isEmpty() ? "" : " " + parameter.unit());
        String typed = text.strip();
        if (!typed.matches("-?\\d{1,9}(\\.\\d{1,6})?") || typed.length() > LONGEST) {
            return new Input.Wrong(expected + ".");
        }
        BigDecimal value = new BigDecimal(typed);
        boolean broken = whole && value.stripTrailingZeros().scale() > 0;
        if (broken || value.compareTo(low(parameter)) < 0 || value.compareTo(high(parameter)) > 0) {
            return new Input.Wrong(expected + ", got " + typed + ".");
        }
        return new Input.Value(whole ? (Number) value.intValueExact() : decimal(value));
    }

    /** With a decimal place at least, so that it is told from a whole number. */
    private static BigDecimal decimal(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.setScale(Math.max(1, stripped.scale()), RoundingMode.UNNECESSARY);
    }

    private BigDecimal low(Parameter parameter) {
        BigDecimal packed = new BigDecimal(parameter.value().toString());
        return packed.multiply(packed.signum() < 0 ? most : least);
    }

    private BigDecimal high(Parameter parameter) {
        BigDecimal packed = new BigDecimal(parameter.value().toString());
        return packed.multiply(packed.signum() < 0 ? least : most);
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
