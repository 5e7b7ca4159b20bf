package org.prodrome.sandbox.fhir;

import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.sandbox.profile.EhrProfile;
import org.prodrome.sandbox.smart.EhrAddress;

/** The FHIR endpoint: HAPI's server with one endpoint per type of the table. */
final class FhirServlet extends RestfulServer {

    private static final long serialVersionUID = 1L;

    /** What answers the requests. */
    record Parts(
            EhrAddress address,
            ClinicalStore store,
            SearchHandler searches,
            ProfileRules profile,
            PatientEverything everything) {

        private IResourceProvider endpoint(String type) {
            Class<? extends Resource> javaType = R4.CONTEXT
                    .getResourceDefinition(type)
                    .getImplementingClass()
                    .asSubclass(Resource.class);
            return new ResourceEndpoint<>(javaType, store, searches, profile);
        }
    }

    FhirServlet(Parts parts, Capabilities capabilities, List<Object> interceptors) {
        super(R4.CONTEXT);
        setServerAddressStrategy(
                new HardcodedServerAddressStrategy(parts.address().fhirBase()));
        setDefaultResponseEncoding(EncodingEnum.JSON);
        setServerName("Prodrome sandbox EHR");
        setServerConformanceProvider(capabilities);
        setResourceProviders(
                SearchParameters.r4().types().stream().map(parts::endpoint).toList());
        if (parts.profile().profile().offers(EhrProfile.Operation.EVERYTHING)) {
            registerProvider(parts.everything());
        }
        if (!parts.profile().profile().pages().totals()) {
            registerInterceptor(new UntoldTotals());
        }
        interceptors.forEach(this::registerInterceptor);
    }
}
