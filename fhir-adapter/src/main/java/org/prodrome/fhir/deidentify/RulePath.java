package org.prodrome.fhir.deidentify;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * The part of FHIRPath that rules files use: {@code Type.a.b}, {@code Resource.a}, {@code nodesByType('T').a}, {@code
 * nodesByName('n')}, and {@code .where(url='...')} after {@code extension}.
 *
 * @param anchor where a match may begin
 * @param name the type or element name of the anchor
 * @param steps element names from there
 */
record RulePath(Anchor anchor, String name, List<Step> steps) {

    /** Where a path begins. */
    enum Anchor {
        RESOURCE,
        TYPE,
        NAME
    }

    /**
     * One element name.
     *
     * @param url the extension's url it must have, or null
     */
    record Step(String element, @Nullable String url) {}

    private static final Pattern ANYWHERE = Pattern.compile("nodesBy(Type|Name)\\('([A-Za-z0-9]+)'\\)");
    private static final Pattern ROOT = Pattern.compile("([A-Z][A-Za-z]+)");
    private static final Pattern STEP =
            Pattern.compile("\\.([a-z_][A-Za-z0-9]*)(?:\\.where\\(url\\s*=\\s*'([^']+)'\\))?");

    static RulePath parse(String path) {
        Matcher anywhere = ANYWHERE.matcher(path);
        if (anywhere.lookingAt()) {
            Anchor anchor = anywhere.group(1).equals("Type") ? Anchor.TYPE : Anchor.NAME;
            return new RulePath(anchor, anywhere.group(2), steps(path, anywhere.end()));
        }
        Matcher root = ROOT.matcher(path);
        if (root.lookingAt()) {
            return new RulePath(Anchor.RESOURCE, root.group(1), steps(path, root.end()));
        }
        throw unusable(path);
    }

    /** Whether the path may begin at a resource of this type. */
    boolean startsAtResource(String type) {
        return anchor == Anchor.RESOURCE
                && (name.equals("Resource") || name.equals("DomainResource") || name.equals(type));
    }

    private static List<Step> steps(String path, int from) {
        var steps = new ArrayList<Step>();
        Matcher step = STEP.matcher(path);
        int at = from;
        while (at < path.length()) {
            if (!step.region(at, path.length()).lookingAt()) {
                throw unusable(path);
            }
            steps.add(new Step(step.group(1), step.group(2)));
            at = step.end();
        }
        return List.copyOf(steps);
    }

    private static FhirAdapterException unusable(String path) {
        return new FhirAdapterException.DataFileUnusable(
                "fhirPathRules.path: expected Type.a.b, nodesByType('T').a or nodesByName('n'), got " + path, null);
    }
}
