package org.prodrome.web.workbench;

import java.util.List;
import org.springframework.security.oauth2.client.registration.ClientRegistration;

/** What the provider lists as signatures of client assertions. */
final class Algorithms {
    private static final String FIELD = "token_endpoint_auth_signing_alg_values_supported";

    private Algorithms() {}

    /** Empty where it lists none. */
    static List<String> accepted(ClientRegistration client) {
        Object listed = client.getProviderDetails().getConfigurationMetadata().get(FIELD);
        return listed instanceof List<?> many
                ? many.stream().map(String::valueOf).toList()
                : List.of();
    }
}
