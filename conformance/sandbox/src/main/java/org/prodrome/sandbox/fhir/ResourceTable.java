package org.prodrome.sandbox.fhir;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every version of every resource loaded so far, by id and by chart. Guarded by {@link ClinicalStore}. */
final class ResourceTable {

    private final Map<String, List<StoredResource>> versions = new HashMap<>();
    private final Map<String, Map<String, StoredResource>> byType = new HashMap<>();
    private final Map<String, Map<String, StoredResource>> byChart = new HashMap<>();

    void put(StoredResource stored) {
        versions.computeIfAbsent(key(stored.type(), stored.id()), _ -> new ArrayList<>(1))
                .add(stored);
        byType.computeIfAbsent(stored.type(), _ -> new LinkedHashMap<>()).put(stored.id(), stored);
        byChart.computeIfAbsent(chart(stored.patientId(), stored.type()), _ -> new LinkedHashMap<>())
                .put(stored.id(), stored);
    }

    void remove(StoredResource stored) {
        byType.getOrDefault(stored.type(), Map.of()).remove(stored.id());
        byChart.getOrDefault(chart(stored.patientId(), stored.type()), Map.of()).remove(stored.id());
    }

    /** Forgets everything of one chart. */
    void removeChart(String patientId) {
        String prefix = patientId + "/";
        byChart.entrySet().stream()
                .filter(chart -> chart.getKey().startsWith(prefix))
                .flatMap(chart -> chart.getValue().values().stream())
                .forEach(stored -> {
                    versions.remove(key(stored.type(), stored.id()));
                    byType.getOrDefault(stored.type(), Map.of()).remove(stored.id());
                });
        byChart.keySet().removeIf(chart -> chart.startsWith(prefix));
    }

    Optional<StoredResource> current(String type, String id) {
        return Optional.ofNullable(byType.getOrDefault(type, Map.of()).get(id));
    }

    Optional<StoredResource> version(String type, String id, String version) {
        return versions.getOrDefault(key(type, id), List.of()).stream()
                .filter(stored -> Long.toString(stored.version()).equals(version))
                .findFirst();
    }

    Collection<StoredResource> all(String type) {
        return byType.getOrDefault(type, Map.of()).values();
    }

    Collection<StoredResource> inChart(String patientId, String type) {
        return byChart.getOrDefault(chart(patientId, type), Map.of()).values();
    }

    Collection<StoredResource> inNoChart(String type) {
        return byChart.getOrDefault(chart(null, type), Map.of()).values();
    }

    private static String key(String type, String id) {
        return type + "/" + id;
    }

    private static String chart(@Nullable String patientId, String type) {
        return (patientId == null ? "" : patientId) + "/" + type;
    }
}
