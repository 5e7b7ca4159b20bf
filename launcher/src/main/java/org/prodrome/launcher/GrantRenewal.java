package org.prodrome.launcher;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Renews and ends the grant of one launch, whose patient must stay the same (app-launch#response-7). */
record GrantRenewal(TokenEndpoint endpoint, @Nullable String patient) implements Access.Renewal {

    @Override
    public boolean possible(Grant held) {
        return held.refreshToken() != null;
    }

    @Override
    public Grant renew(Grant held) {
        var response = endpoint.refresh(held, Objects.requireNonNull(held.refreshToken()));
        var stated = ContextParameters.parse(response.context(), endpoint.registration())
                .patient();
        if (stated != null && !stated.equals(patient)) {
            var refused = new LaunchException.Context(
                    Breach.of(Clause.REFRESH_RESPONSE, "the patient of the launch", "another patient"));
            endpoint.giveBack(response.grant().revocable(), refused);
            throw refused;
        }
        return response.grant().within(held.scopes());
    }

    @Override
    public boolean refusedForGood() {
        return true;
    }

    @Override
    public void revoke(String token) {
        endpoint.revoke(token);
    }

    @Override
    public String toString() {
        return "GrantRenewal[issuer=" + endpoint.registration().issuer() + "]";
    }
}
