package org.prodrome.cohort.planted;

import static org.prodrome.cohort.planted.PlantedException.require;
import static org.prodrome.cohort.planted.PlantedException.requireSource;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The shared panel: what is measured in everybody, how it varies without disease, and how often it is ordered.
 *
 * @param bodyMassIndex code of the analyte that is the body mass index
 */
public record Panel(
        int version,
        String bodyMassIndex,
        Missing missing,
        List<Order> orders,
        List<Analyte> analytes,
        List<Derived> derived) {
    public Panel {
        derived = List.copyOf(derived);
        orders = List.copyOf(orders);
        analytes = List.copyOf(analytes);
        Set<String> names = new HashSet<>();
        orders.forEach(o -> require(names.add(o.id()), "orders: expected each once, got twice " + o.id()));
        Set<String> codes = new HashSet<>();
        for (Analyte analyte : analytes) {
            require(
                    names.contains(analyte.order()),
                    analyte.loinc() + ".order: expected one of orders, got " + analyte.order());
            require(codes.add(analyte.loinc()), "analytes: expected each code once, got twice " + analyte.loinc());
            analyte.aliases().forEach(a -> require(codes.add(a), "analytes: expected each code once, got twice " + a));
        }
        for (Derived follows : derived) {
            require(
                    names.contains(follows.order()),
                    follows.loinc() + ".order: expected one of orders, got " + follows.order());
            require(codes.add(follows.loinc()), "derived: expected each code once, got twice " + follows.loinc());
            require(
                    codes.containsAll(follows.formula().parts()),
                    follows.loinc() + ".formula: expected its parts among the analytes");
        }
        require(codes.contains(bodyMassIndex), "bodyMassIndex: expected an analyte's code, got " + bodyMassIndex);
    }

    /** The analyte that owns a code, as its main one or an alias. */
    public Optional<Analyte> analyte(String loinc) {
        return analytes.stream()
                .filter(a -> a.loinc().equals(loinc) || a.aliases().contains(loinc))
                .findFirst();
    }

    /** Every code that the panel owns: no value under it comes from anywhere else. */
    public Set<String> ownedCodes() {
        Set<String> codes = new HashSet<>(owned().keySet());
        for (Derived follows : derived) {
            codes.add(follows.loinc());
            codes.addAll(follows.aliases());
        }
        orders.stream().filter(o -> o.form() == Form.COMPONENTS).forEach(o -> codes.add(o.loinc()));
        return codes;
    }

    /** Every owned code, aliases too, with its analyte. */
    public Map<String, Analyte> owned() {
        Map<String, Analyte> owned = new HashMap<>();
        for (Analyte analyte : analytes) {
            owned.put(analyte.loinc(), analyte);
            analyte.aliases().forEach(alias -> owned.put(alias, analyte));
        }
        return owned;
    }

    /**
     * What is ordered together.
     *
     * @param loinc code of the report or panel that the results are filed in; of the main result where each stands alone
     * @param probability that it is ordered at a wellness visit, whatever diseases the person has
     */
    public record Order(String id, String loinc, String display, Form form, double probability, String source) {
        public Order {
            requireSource(source, "orders[" + id + "]");
            require(
                    probability >= 0 && probability <= 1,
                    "orders[%s].probability: expected in [0, 1], got %s".formatted(id, probability));
        }
    }

    /** How the results of an order are filed: each alone, as a report of observations, or as parts of one observation. */
    public enum Form {
        ALONE,
        REPORT,
        COMPONENTS
    }

    /**
     * Planted gaps, independent of any disease.
     *
     * @param visit probability that nothing is drawn at a wellness visit
     * @param test probability that one ordered test has no result
     */
    public record Missing(double visit, double test, String source) {
        public Missing {
            requireSource(source, "missing");
            require(visit >= 0 && visit < 1 && test >= 0 && test < 1, "missing: expected probabilities in [0, 1)");
        }
    }
}
