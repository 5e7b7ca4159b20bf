package org.prodrome.reasoning.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Fields that older packages lack: read as null, so that such a package still answers, without what they are for. */
final class YoungerFields {

    private YoungerFields() {}

    /** The tree of a file with what it may lack. */
    static JsonNode added(String file, JsonNode tree) {
        switch (file) {
            case ModelFiles.CALIBRATION -> tree.path("rows").forEach(row -> add(row, "conformal"));
            case ModelFiles.LIMITS -> {
                add(tree, "mostUnusableShare");
                add(tree, "distance");
            }
            case ModelFiles.TREES -> tree.path("groups").forEach(group -> add(group, "shrinkage"));
            default -> {}
        }
        return tree;
    }

    private static void add(JsonNode node, String field) {
        if (node instanceof ObjectNode object && !object.has(field)) {
            object.putNull(field);
        }
    }
}
