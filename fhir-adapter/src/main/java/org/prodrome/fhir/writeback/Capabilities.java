package org.prodrome.fhir.writeback;

import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.search.Answer;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.FhirHttp;

/** What each server says it can do, learnt once per server. Safe for several threads. */
final class Capabilities {
    private final Map<URI, Offer> known = new ConcurrentHashMap<>();

    /**
     * What one server offers.
     *
     * @param interactions {@code Type.code}, such as {@code ServiceRequest.create}
     * @param conditionalCreate types that honour If-None-Exist
     */
    record Offer(Set<String> interactions, Set<String> conditionalCreate) {
        boolean offers(String type, String interaction) {
            return interactions.contains(type + "." + interaction);
        }
    }

    /** Empty where the server would not say. */
    Optional<Offer> of(FhirHttp http, Deadline deadline) {
        URI base = http.access().base();
        Offer offer = known.get(base);
        if (offer != null) {
            return Optional.of(offer);
        }
        if (!(http.get(URI.create(base + "/metadata"), deadline) instanceof Answer.Success success)) {
            return Optional.empty();
        }
        Optional<Offer> read = read(success.body());
        read.ifPresent(found -> known.put(base, found));
        return read;
    }

    private static Optional<Offer> read(String json) {
        try {
            return FhirJson.parse(json) instanceof CapabilityStatement statement
                    ? Optional.of(offer(statement))
                    : Optional.empty();
        } catch (FhirAdapterException.Unreadable e) {
            return Optional.empty();
        }
    }

    private static Offer offer(CapabilityStatement statement) {
        var interactions = new HashSet<String>();
        var conditional = new HashSet<String>();
        for (CapabilityStatementRestComponent rest : statement.getRest()) {
            for (CapabilityStatementRestResourceComponent resource : rest.getResource()) {
                resource.getInteraction().stream()
                        .filter(CapabilityStatement.ResourceInteractionComponent::hasCode)
                        .forEach(one -> interactions.add(
                                resource.getType() + "." + one.getCode().toCode()));
                if (resource.getConditionalCreate()) {
                    conditional.add(resource.getType());
                }
            }
        }
        return new Offer(Set.copyOf(interactions), Set.copyOf(conditional));
    }
}
