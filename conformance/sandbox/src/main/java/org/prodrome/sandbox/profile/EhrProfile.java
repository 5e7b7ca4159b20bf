package org.prodrome.sandbox.profile;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one kind of EHR offers; the CapabilityStatement says exactly this.
 *
 * @param creates types that can be created; {@code *} for all
 * @param updates types that can be updated; {@code *} for all
 * @param conditionalCreate whether If-None-Exist is honoured; refused otherwise
 * @param staleStatus the HTTP status that answers an If-Match of an old version
 * @param notSearchable search parameters this EHR lacks, by type
 * @param oneOf parameters of which a search must have one, by type
 * @param dropped elements that are silently not stored, by type
 * @param rules what a resource must have to be created
 */
public record EhrProfile(
        String name,
        Set<String> creates,
        Set<String> updates,
        boolean conditionalCreate,
        int staleStatus,
        Set<Operation> operations,
        Map<String, Set<String>> notSearchable,
        Map<String, Set<String>> oneOf,
        Map<String, Set<String>> dropped,
        List<ElementRule> rules,
        Pages pages,
        Burst burst) {

    /** Operations beyond reading, searching and writing. */
    public enum Operation {
        EVERYTHING,
        EXPORT_SYSTEM,
        EXPORT_PATIENT,
        EXPORT_GROUP
    }

    /**
     * An element that a new resource must have.
     *
     * @param element its path below the type, such as {@code content.attachment.data}
     * @param values every one found must be among these; empty when any will do
     */
    public record ElementRule(String type, String element, List<String> values) {
        public ElementRule {
            values = List.copyOf(values);
        }

        public String path() {
            return type + "." + element;
        }
    }

    /**
     * @param usual entries on a page unless {@code _count} says otherwise
     * @param most entries on a page, whatever {@code _count} says
     * @param totals whether a searchset tells {@code Bundle.total}
     */
    public record Pages(int usual, int most, boolean totals) {}

    /**
     * How many requests one token may send at once, and how many a second from then on; above that, 429.
     *
     * @param requests 0 for no limit
     */
    public record Burst(int requests, int perSecond, int retryAfterSeconds) {}

    public EhrProfile {
        creates = Set.copyOf(creates);
        updates = Set.copyOf(updates);
        operations = Set.copyOf(operations);
        notSearchable = Map.copyOf(notSearchable);
        oneOf = Map.copyOf(oneOf);
        dropped = Map.copyOf(dropped);
        rules = List.copyOf(rules);
    }

    /** The EHR that offers all this sandbox can do. */
    public static EhrProfile open() {
        return named("open");
    }

    /** @param name {@code open}, {@code epic-like} or {@code oracle-like} */
    public static EhrProfile named(String name) {
        return ProfileFile.find(name);
    }

    public boolean creates(String type) {
        return creates.contains("*") || creates.contains(type);
    }

    public boolean updates(String type) {
        return updates.contains("*") || updates.contains(type);
    }

    public boolean offers(Operation operation) {
        return operations.contains(operation);
    }

    public boolean searches(String type, String parameter) {
        return !notSearchable.getOrDefault(type, Set.of()).contains(parameter);
    }

    /** What a new resource of this type must have. */
    public List<ElementRule> rulesFor(String type) {
        return rules.stream().filter(rule -> rule.type().equals(type)).toList();
    }
}
