package org.prodrome.reasoning.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Figures by name in the order they came, printed as one flat JSON object. */
public final class Figures {

    private final Map<String, String> values = new LinkedHashMap<>();

    Figures words(String name, String value) {
        values.put(name, '"' + value.replace("\\", "/").replace('"', '\'') + '"');
        return this;
    }

    Figures count(String name, long value) {
        values.put(name, Long.toString(value));
        return this;
    }

    Figures number(String name, double value) {
        values.put(name, Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "null");
        return this;
    }

    /** A number that may be far below a thousandth. */
    Figures tiny(String name, double value) {
        values.put(name, Double.isFinite(value) ? String.format(Locale.ROOT, "%.1e", value) : "null");
        return this;
    }

    /** Where there is no peer. */
    Figures none(String name) {
        values.put(name, "null");
        return this;
    }

    /** The value below which a share of all lies. */
    static double at(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    @Override
    public String toString() {
        StringBuilder json = new StringBuilder("{");
        values.forEach((name, value) -> json.append(json.length() == 1 ? "" : ", ")
                .append('"')
                .append(name)
                .append("\": ")
                .append(value));
        return json.append('}').toString();
    }
}
