package org.prodrome.web.cdshooks;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Resources that a hook's context carries, as the text of a Bundle; each is the patient's, and of a type that may be there. */
final class ContextResources {
    private static final int MOST = 200;

    private final ContextReferences references;

    ContextResources(ContextReferences references) {
        this.references = references;
    }

    /**
     * The Bundle of a field.
     *
     * @param types those of which at least one must be there; any other may be beside it
     */
    ObjectNode bundle(Fields context, String name, Set<String> types) {
        Fields bundle = context.object(name);
        if (!bundle.node().path("resourceType").stringValue("").equals("Bundle")) {
            throw new FieldProblem(bundle.at("resourceType"), "Bundle", "another type");
        }
        JsonNode entries = bundle.array("entry", "entries", MOST);
        boolean found = false;
        for (int i = 0; i < entries.size(); i++) {
            Fields resource = new Fields(bundle.at("entry") + "[" + i + "]", entries.get(i)).object("resource");
            found |= types.contains(resource.text("resourceType"));
            references.requireOfPatient(resource.node(), resource.path());
        }
        if (!found) {
            throw new FieldProblem(
                    bundle.at("entry"),
                    "at least one "
                            + String.join(" or ", types.stream().sorted().toList()),
                    "none");
        }
        return (ObjectNode) bundle.node();
    }

    /** A field that is the resource itself, or holds it under {@code resource} as the hook's own examples do. */
    ObjectNode single(Fields context, String name, Set<String> types) {
        Fields given = context.object(name);
        Fields resource = given.has("resourceType") ? given : given.object("resource");
        String type = resource.text("resourceType");
        if (!types.contains(type)) {
            throw new FieldProblem(
                    resource.at("resourceType"),
                    String.join(" or ", types.stream().sorted().toList()),
                    "another type");
        }
        references.requireOfPatient(resource.node(), resource.path());
        return bundleOf(List.of(resource.node()));
    }

    /** The same Bundle, where what is not saved yet and has no id is given one. */
    static ObjectNode identified(ObjectNode bundle) {
        JsonNode entries = bundle.path("entry");
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).path("resource") instanceof ObjectNode resource && !resource.has("id")) {
                resource.put("id", "prodrome-new-" + i);
            }
        }
        return bundle;
    }

    static ObjectNode bundleOf(List<JsonNode> resources) {
        ObjectNode bundle = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "Bundle")
                .put("type", "collection");
        var entries = bundle.putArray("entry");
        resources.forEach(resource -> entries.addObject().set("resource", resource));
        return bundle;
    }
}
