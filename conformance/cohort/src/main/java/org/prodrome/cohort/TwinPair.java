package org.prodrome.cohort;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A person in whom a disease is under way, and the same person without it. Resources have no ids: a place in the chart is one.
 *
 * @param disease the one that the twin does not get
 * @param person number under the seed
 * @param daysAhead from the day of the charts to the diagnosis
 * @param progress of the disease on that day: 0 at its onset, 1 where it becomes diagnosable
 * @param chart the person's resources
 * @param changed by place, those that are others in the twin's chart, as they are there: values and nothing else
 */
record TwinPair(
        String disease,
        int person,
        int daysAhead,
        double progress,
        List<ObjectNode> chart,
        SortedMap<Integer, ObjectNode> changed) {
    TwinPair {
        chart = List.copyOf(chart);
        changed = new TreeMap<>(changed);
    }

    /** @param well the chart without the disease: of as many resources, which differ in observed values alone */
    static SortedMap<Integer, ObjectNode> changes(List<ObjectNode> ill, List<ObjectNode> well) {
        if (ill.size() != well.size()) {
            throw new CohortException(
                    "twin: expected %d resources as without the disease, got %d".formatted(well.size(), ill.size()));
        }
        SortedMap<Integer, ObjectNode> changed = new TreeMap<>();
        for (int place = 0; place < ill.size(); place++) {
            if (!ill.get(place).equals(well.get(place))) {
                requireSameButValues(ill.get(place), well.get(place));
                changed.put(place, well.get(place));
            }
        }
        return changed;
    }

    private static void requireSameButValues(ObjectNode ill, ObjectNode well) {
        if (!withoutValues(ill).equals(withoutValues(well))) {
            throw new CohortException("twin: expected other values alone, got another "
                    + ill.path("resourceType").asText());
        }
    }

    private static ObjectNode withoutValues(ObjectNode resource) {
        ObjectNode copy = resource.deepCopy();
        copy.remove("valueQuantity");
        copy.path("component").forEach(component -> ((ObjectNode) component).remove("valueQuantity"));
        return copy;
    }
}
