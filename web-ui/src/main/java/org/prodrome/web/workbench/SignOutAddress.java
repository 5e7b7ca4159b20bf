package org.prodrome.web.workbench;

import java.net.URI;
import org.prodrome.web.config.WorkbenchSettings;
import org.springframework.web.util.UriComponentsBuilder;

/** The address of sign-out at the provider (RP-Initiated Logout 1.0). No id_token goes along: a token belongs in no address. */
final class SignOutAddress {
    private SignOutAddress() {}

    static String of(String endpoint, WorkbenchSettings settings, URI baseUrl) {
        return UriComponentsBuilder.fromUriString(endpoint)
                .queryParam("client_id", "{client}")
                .queryParam("post_logout_redirect_uri", "{back}")
                .encode()
                .buildAndExpand(settings.clientId(), baseUrl + "/" + RulesView.PATH)
                .toUriString();
    }
}
