package org.prodrome.sandbox.fhir;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which charts are in memory, in the order of their last use. Guarded by {@link ClinicalStore}. */
final class OpenCharts {
    private final int most;
    private final Map<String, Boolean> byUse = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<String> kept = new HashSet<>();

    OpenCharts(int most) {
        this.most = most;
    }

    boolean contains(String patientId) {
        return byUse.containsKey(patientId);
    }

    /** Notes the use; true when the chart was not open. */
    boolean open(String patientId) {
        boolean open = byUse.get(patientId) != null;
        byUse.putIfAbsent(patientId, true);
        return !open;
    }

    /** What was written to a chart is nowhere else: it stays open. */
    void keep(String patientId) {
        kept.add(patientId);
    }

    /** Closes the chart that was not used for longest, when too many are open that nobody wrote to. */
    Optional<String> eldestToClose() {
        if (byUse.size() - kept.size() <= most) {
            return Optional.empty();
        }
        Iterator<String> eldest = byUse.keySet().iterator();
        while (eldest.hasNext()) {
            String patientId = eldest.next();
            if (!kept.contains(patientId)) {
                eldest.remove();
                return Optional.of(patientId);
            }
        }
        return Optional.empty();
    }
}
