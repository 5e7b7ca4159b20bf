package org.prodrome.suite.load;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.client.interceptor.AdditionalRequestHeadersInterceptor;
import java.net.URI;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.search.ReadLimits;

/** What a program would do with HAPI's generic client: one search after the other, page by page, without mapping anything. */
final class OneAfterAnother {
    private static final FhirContext CONTEXT = FhirContext.forR4Cached();

    private final URI base;
    private final PatientId patient;
    private final List<String> types;

    static {
        CONTEXT.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
    }

    /** @param types the searches that our reader makes of this server too */
    OneAfterAnother(URI base, PatientId patient, List<String> types) {
        this.base = base;
        this.patient = patient;
        this.types = types;
    }

    /** @return how many resources it read */
    int read(String authorization) {
        IGenericClient client = CONTEXT.newRestfulGenericClient(base.toString());
        var headers = new AdditionalRequestHeadersInterceptor();
        headers.addHeaderValue("Authorization", authorization);
        client.registerInterceptor(headers);
        client.read().resource("Patient").withId(patient.value()).execute();
        int read = 1;
        for (String type : types) {
            read += pages(client, type);
        }
        return read;
    }

    private int pages(IGenericClient client, String type) {
        String include = type.startsWith("Medication") ? "&_include=" + type + ":medication" : "";
        Bundle page = client.search()
                .byUrl(type + "?patient=" + patient.value() + "&_count=" + ReadLimits.DEFAULT.pageSize() + include)
                .returnBundle(Bundle.class)
                .execute();
        int read = page.getEntry().size();
        while (page.getLink("next") != null) {
            page = client.loadPage().next(page).execute();
            read += page.getEntry().size();
        }
        return read;
    }
}
