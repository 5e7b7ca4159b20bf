package org.prodrome.cohort;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mitre.synthea.world.agents.Clinician;
import org.mitre.synthea.world.agents.Provider;

/** The organisations, locations and practitioners that one chart names. */
final class Staff {
    private final Map<String, ObjectNode> named = new LinkedHashMap<>();

    void add(Provider provider, Clinician clinician) {
        named.computeIfAbsent(provider.uuid, id -> organization(provider));
        named.computeIfAbsent(provider.getResourceLocationID(), id -> location(provider));
        named.computeIfAbsent(clinician.uuid, id -> practitioner(clinician));
    }

    List<ResourceLine> lines() {
        return named.values().stream().map(Staff::line).toList();
    }

    static ResourceLine line(ObjectNode resource) {
        try {
            return new ResourceLine(
                    resource.get("resourceType").asText(),
                    resource.get("id").asText(),
                    Json.MAPPER.writeValueAsString(resource));
        } catch (JsonProcessingException e) {
            throw new CohortException("a resource: expected to be written as JSON, was not", e);
        }
    }

    private static ObjectNode organization(Provider provider) {
        return Fhir.resource("Organization", provider.uuid).put("active", true).put("name", provider.name);
    }

    private static ObjectNode location(Provider provider) {
        ObjectNode location = Fhir.resource("Location", provider.getResourceLocationID())
                .put("status", "active")
                .put("name", provider.name);
        location.set("managingOrganization", Fhir.reference("Organization", provider.uuid));
        return location;
    }

    private static ObjectNode practitioner(Clinician clinician) {
        ObjectNode practitioner = Fhir.resource("Practitioner", clinician.uuid).put("active", true);
        practitioner.putArray("name").addObject().put("text", clinician.getFullname());
        return practitioner;
    }
}
