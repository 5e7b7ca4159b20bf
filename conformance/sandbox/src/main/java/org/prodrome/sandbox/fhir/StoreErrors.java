package org.prodrome.sandbox.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prodrome.sandbox.profile.EhrProfile;

/** Turns the store's refusals into HTTP's; the FHIR server then writes each as an OperationOutcome. */
@Interceptor
public final class StoreErrors {

    private final EhrProfile profile;

    StoreErrors(EhrProfile profile) {
        this.profile = profile;
    }

    /** Called by the FHIR server for whatever was thrown. */
    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public @Nullable BaseServerResponseException translate(Throwable thrown) {
        return refusal(thrown).map(this::toHttp).orElse(null);
    }

    private static Optional<StoreException> refusal(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreException refused) {
                return Optional.of(refused);
            }
        }
        return Optional.empty();
    }

    private BaseServerResponseException toHttp(StoreException refused) {
        String message = String.valueOf(refused.getMessage());
        return switch (refused) {
            case StoreException.NotFound _ -> new ResourceNotFoundException(message);
            case StoreException.StaleVersion _ ->
                BaseServerResponseException.newInstance(profile.staleStatus(), message);
            case StoreException.Ambiguous _ -> new PreconditionFailedException(message);
            case StoreException.Invalid _ -> new InvalidRequestException(message);
        };
    }
}
