package org.prodrome.sandbox.smart;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client was allowed.
 *
 * @param scopes those granted, in the order asked for
 * @param launch the context the user was in; null for a backend service
 * @param nonce the authorization request's, for the id_token
 */
public record Grant(
        String clientId,
        List<Scope> scopes,
        @Nullable LaunchRequest launch,
        @Nullable String nonce) {

    public Grant {
        scopes = List.copyOf(scopes);
    }

    public String scope() {
        return Scope.join(scopes);
    }

    /** The one patient that {@code patient/} scopes are about. */
    public Optional<String> patientId() {
        return Optional.ofNullable(launch).map(LaunchRequest::patientId);
    }

    public List<Scope.Data> dataScopes() {
        return scopes.stream()
                .filter(Scope.Data.class::isInstance)
                .map(Scope.Data.class::cast)
                .toList();
    }

    boolean has(String word) {
        return scopes.contains(new Scope.Word(word));
    }

    boolean wantsIdToken() {
        return has("openid") && launch != null;
    }

    boolean wantsRefresh() {
        return has("offline_access") || has("online_access");
    }

    Grant narrowedTo(List<Scope> fewer) {
        return new Grant(clientId, fewer, launch, nonce);
    }

    @Override
    public String toString() {
        return "Grant[clientId=" + clientId + "]";
    }
}
