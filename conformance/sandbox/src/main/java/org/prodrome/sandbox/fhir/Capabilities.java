package org.prodrome.sandbox.fhir;

import ca.uhn.fhir.rest.annotation.Metadata;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.UriType;
import org.prodrome.sandbox.smart.EhrAddress;

/** The CapabilityStatement, made from the same table that searches are answered by, so that it cannot say more. */
public final class Capabilities {

    private static final String OAUTH_URIS = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";
    private static final String SECURITY_SERVICE = "http://terminology.hl7.org/CodeSystem/restful-security-service";

    private final EhrAddress address;
    private final Date started;

    Capabilities(EhrAddress address, Date started) {
        this.address = address;
        this.started = new Date(started.getTime());
    }

    /** HAPI hands itself over here and warns where it cannot; nothing of it is needed. */
    public void setRestfulServer(RestfulServer server) {}

    /** Answers GET /metadata. */
    @Metadata
    public CapabilityStatement metadata() {
        CapabilityStatement statement = new CapabilityStatement();
        statement
                .setStatus(PublicationStatus.ACTIVE)
                .setDate(started)
                .setKind(CapabilityStatement.CapabilityStatementKind.INSTANCE)
                .setFhirVersion(FHIRVersion._4_0_1)
                .addFormat("application/fhir+json")
                .addFormat("application/fhir+xml");
        statement.getSoftware().setName("Prodrome sandbox EHR");
        statement.getImplementation().setDescription("Synthetic patients only").setUrl(address.fhirBase());
        CapabilityStatementRestComponent rest = statement.addRest();
        rest.setMode(CapabilityStatement.RestfulCapabilityMode.SERVER);
        secure(rest);
        SearchParameters.r4().types().forEach(type -> describe(rest.addResource(), type));
        return statement;
    }

    private void secure(CapabilityStatementRestComponent rest) {
        rest.getSecurity()
                .addService(new CodeableConcept(new Coding(SECURITY_SERVICE, "SMART-on-FHIR", "SMART on FHIR")));
        Extension uris = new Extension(OAUTH_URIS);
        uris.addExtension("authorize", new UriType(address.authorizeEndpoint()));
        uris.addExtension("token", new UriType(address.tokenEndpoint()));
        rest.getSecurity().addExtension(uris);
    }

    private static void describe(CapabilityStatementRestResourceComponent resource, String type) {
        resource.setType(type).setVersioning(ResourceVersionPolicy.VERSIONEDUPDATE);
        resource.setReadHistory(true).setUpdateCreate(false).setConditionalCreate(true);
        List.of(
                        TypeRestfulInteraction.READ,
                        TypeRestfulInteraction.VREAD,
                        TypeRestfulInteraction.SEARCHTYPE,
                        TypeRestfulInteraction.CREATE,
                        TypeRestfulInteraction.UPDATE)
                .forEach(interaction -> resource.addInteraction().setCode(interaction));
        SearchParameters.r4().of(type).forEach(parameter -> {
            resource.addSearchParam().setName(parameter.name()).setType(typeOf(parameter.kind()));
            if (parameter.kind() == SearchParameter.Kind.REFERENCE) {
                resource.addSearchInclude(type + ":" + parameter.name());
            }
        });
    }

    private static SearchParamType typeOf(SearchParameter.Kind kind) {
        return switch (kind) {
            case TOKEN -> SearchParamType.TOKEN;
            case REFERENCE -> SearchParamType.REFERENCE;
            case DATE -> SearchParamType.DATE;
            case STRING -> SearchParamType.STRING;
        };
    }
}
