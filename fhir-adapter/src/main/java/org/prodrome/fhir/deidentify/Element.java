package org.prodrome.fhir.deidentify;

import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One place in a resource type, with the rule that governs it: the first in the file among those that match it or anything
 * above it. Children are worked out when data first has them. Safe for several threads.
 */
final class Element {
    private final Rules rules;
    private final @Nullable BaseRuntimeElementDefinition<?> definition;
    private final String type;
    private final String path;
    private final int governing;
    private final List<Progress> open;
    private final Map<String, Element> children = new ConcurrentHashMap<>();
    private final Map<String, Element> extensions = new ConcurrentHashMap<>();

    /** A path that has matched this far. */
    private record Progress(Rule rule, int at) {
        boolean complete() {
            return at == rule.path().steps().size();
        }

        RulePath.Step next() {
            return rule.path().steps().get(at);
        }
    }

    private Element(
            Rules rules,
            @Nullable BaseRuntimeElementDefinition<?> definition,
            String path,
            List<Progress> progress,
            int inherited) {
        this.rules = rules;
        this.path = path;
        this.definition = definition;
        this.type = ElementTypes.name(definition);
        this.open = progress.stream().filter(one -> !one.complete()).toList();
        this.governing = progress.stream()
                .filter(Progress::complete)
                .mapToInt(one -> one.rule().index())
                .reduce(inherited, Math::min);
    }

    /** The root of a resource type. */
    static Element resource(Rules rules, String type) {
        var progress = new ArrayList<Progress>();
        for (Rule rule : rules.rules()) {
            if (rule.path().startsAtResource(type)) {
                progress.add(new Progress(rule, 0));
            }
        }
        return new Element(
                rules,
                ElementTypes.resource(type),
                type,
                progress,
                rules.rules().size());
    }

    /** The element of this JSON name. */
    Element child(String name) {
        Element known = children.get(name);
        return known == null ? children.computeIfAbsent(name, unseen -> make(unseen, null)) : known;
    }

    /** The extension of this url; those no rule names share one element. */
    Element extension(String name, String url) {
        boolean named = open.stream().anyMatch(one -> url.equals(one.next().url()));
        return named ? extensions.computeIfAbsent(url, unseen -> make(name, unseen)) : child(name);
    }

    /** The rule that applies here; null when no rule of the file does. */
    @Nullable
    Rule rule() {
        return governing < rules.rules().size() ? rules.rules().get(governing) : null;
    }

    /** Where it is, {@code Patient.name.family}; what R4 does not have is {@code (unknown)}, for its name may say anything. */
    String path() {
        return path;
    }

    /** The FHIR type's name; empty when R4 has no such element. */
    String type() {
        return type;
    }

    private Element make(String name, @Nullable String url) {
        BaseRuntimeElementDefinition<?> child = ElementTypes.child(definition, name);
        var progress = new ArrayList<Progress>();
        for (Progress one : open) {
            if (fits(one.next(), name, url)) {
                progress.add(new Progress(one.rule(), one.at() + 1));
            }
        }
        for (Rule rule : rules.rules()) {
            if (startsHere(rule.path(), name, ElementTypes.name(child))) {
                progress.add(new Progress(rule, 0));
            }
        }
        // what R4 does not have is kept by no rule for what is around it, only by one that names it
        return child == null
                ? new Element(
                        rules,
                        null,
                        path + ".(unknown)",
                        progress,
                        rules.rules().size())
                : new Element(rules, child, path + "." + name, progress, governing);
    }

    /** A choice such as {@code value[x]} is named {@code value} in a path and {@code valueString} in JSON. */
    private boolean fits(RulePath.Step step, String name, @Nullable String url) {
        if (step.url() != null && !step.url().equals(url)) {
            return false;
        }
        return step.element().equals(name)
                || name.length() > step.element().length()
                        && name.startsWith(step.element())
                        && Character.isUpperCase(name.charAt(step.element().length()))
                        && ElementTypes.isChoice(definition, step.element());
    }

    private static boolean startsHere(RulePath path, String name, String type) {
        return switch (path.anchor()) {
            case TYPE -> path.name().equals(type);
            case NAME -> path.name().equals(name);
            case RESOURCE -> false;
        };
    }
}
