package org.prodrome.sandbox.bulk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be exported.
 *
 * @param clientId who asked and may fetch it
 * @param url the request, for the manifest
 * @param types resource types
 * @param since only what was updated at this time or later
 * @param at the transaction time: nothing that was updated later is in the export
 * @param patients ids of the patients whose charts are exported
 * @param remarks what was asked for and ignored, in words
 */
record ExportOrder(
        String clientId,
        String url,
        Set<String> types,
        Optional<Instant> since,
        Instant at,
        List<String> patients,
        List<String> remarks) {

    ExportOrder {
        types = Set.copyOf(types);
        patients = List.copyOf(patients);
        remarks = List.copyOf(remarks);
    }

    boolean wants(Instant updated) {
        return !updated.isAfter(at)
                && since.map(from -> !updated.isBefore(from)).orElse(true);
    }
}
