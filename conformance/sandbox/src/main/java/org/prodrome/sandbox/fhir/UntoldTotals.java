package org.prodrome.sandbox.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;

/** Keeps {@code Bundle.total} untold: HAPI 8.8 writes the {@code _count} that was asked for where a bundle has none. */
@Interceptor
public final class UntoldTotals {

    /** Called by the FHIR server with every answer. */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void untell(IBaseResource answer) {
        if (answer instanceof Bundle bundle) {
            bundle.setTotalElement(null);
        }
    }
}
