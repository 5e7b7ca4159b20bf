package org.prodrome.sandbox.fhir;

import ca.uhn.fhir.rest.annotation.Metadata;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.prodrome.sandbox.profile.EhrProfile;
import org.prodrome.sandbox.smart.EhrAddress;

/** The CapabilityStatement, made from the same table that searches are answered by, so that it cannot say more. */
public final class Capabilities {

    private static final String OAUTH_URIS = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";
    private static final String COMBINATION =
            "http://hl7.org/fhir/StructureDefinition/capabilitystatement-search-parameter-combination";
    private static final String BULK = "http://hl7.org/fhir/uv/bulkdata/";
    private static final String EVERYTHING = "http://hl7.org/fhir/OperationDefinition/Patient-everything";
    private static final String SECURITY_SERVICE = "http://terminology.hl7.org/CodeSystem/restful-security-service";

    private final EhrAddress address;
    private final EhrProfile profile;
    private final Date started;

    Capabilities(EhrAddress address, EhrProfile profile, Date started) {
        this.address = address;
        this.profile = profile;
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
        statement.getSoftware().setName("Prodrome sandbox EHR, " + profile.name());
        statement.getImplementation().setDescription("Synthetic patients only").setUrl(address.fhirBase());
        CapabilityStatementRestComponent rest = statement.addRest();
        rest.setMode(CapabilityStatement.RestfulCapabilityMode.SERVER);
        secure(rest);
        SearchParameters.r4().types().forEach(type -> describe(rest.addResource(), type));
        if (profile.offers(EhrProfile.Operation.EXPORT_SYSTEM)) {
            rest.addOperation().setName("export").setDefinition(BULK + "OperationDefinition/export");
        }
        if (profile.offers(EhrProfile.Operation.EXPORT_GROUP)) {
            statement.addInstantiates(BULK + "CapabilityStatement/bulk-data");
        }
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

    private void describe(CapabilityStatementRestResourceComponent resource, String type) {
        resource.setType(type).setVersioning(ResourceVersionPolicy.VERSIONEDUPDATE);
        resource.setReadHistory(true).setUpdateCreate(false);
        resource.setConditionalCreate(profile.creates(type) && profile.conditionalCreate());
        interactions(type).forEach(interaction -> resource.addInteraction().setCode(interaction));
        SearchParameters.r4().of(type).stream()
                .filter(parameter -> profile.searches(type, parameter.name()))
                .forEach(parameter -> describe(resource, parameter));
        resource.addSearchRevInclude("Provenance:target");
        profile.oneOf().getOrDefault(type, Set.of()).stream()
                .sorted()
                .map(Capabilities::combination)
                .forEach(resource::addExtension);
        if (!profile.rulesFor(type).isEmpty()) {
            resource.setDocumentation(profile.rulesFor(type).stream()
                    .map(Capabilities::inWords)
                    .collect(Collectors.joining("; ", "Create demands ", ".")));
        }
        if (type.equals("Patient") && profile.offers(EhrProfile.Operation.EVERYTHING)) {
            resource.addOperation().setName("everything").setDefinition(EVERYTHING);
        }
        if (type.equals("Patient") && profile.offers(EhrProfile.Operation.EXPORT_PATIENT)) {
            resource.addOperation().setName("export").setDefinition(BULK + "OperationDefinition/patient-export");
        }
        if (type.equals("Group") && profile.offers(EhrProfile.Operation.EXPORT_GROUP)) {
            resource.addOperation().setName("export").setDefinition(BULK + "OperationDefinition/group-export");
        }
    }

    private List<TypeRestfulInteraction> interactions(String type) {
        List<TypeRestfulInteraction> offered = new ArrayList<>(
                List.of(TypeRestfulInteraction.READ, TypeRestfulInteraction.VREAD, TypeRestfulInteraction.SEARCHTYPE));
        if (profile.creates(type)) {
            offered.add(TypeRestfulInteraction.CREATE);
        }
        if (profile.updates(type)) {
            offered.add(TypeRestfulInteraction.UPDATE);
        }
        return offered;
    }

    private static void describe(CapabilityStatementRestResourceComponent resource, SearchParameter parameter) {
        resource.addSearchParam().setName(parameter.name()).setType(typeOf(parameter.kind()));
        if (parameter.kind() == SearchParameter.Kind.REFERENCE) {
            resource.addSearchInclude(resource.getType() + ":" + parameter.name());
        }
    }

    private static Extension combination(String parameter) {
        Extension combination = new Extension(COMBINATION);
        combination.addExtension("required", new StringType(parameter));
        return combination;
    }

    private static String inWords(EhrProfile.ElementRule rule) {
        return rule.values().isEmpty() ? rule.element() : rule.element() + " from " + rule.values();
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
