package org.prodrome.launcher;

/** Obtains a backend service's grant, again and again by a fresh assertion (backend-services#obtain-access-token). */
record BackendRenewal(TokenEndpoint endpoint) implements Access.Renewal {

    Grant obtain() {
        return endpoint.clientCredentials().grant();
    }

    @Override
    public boolean possible(Grant held) {
        return true;
    }

    @Override
    public Grant renew(Grant held) {
        return obtain();
    }

    /** An administrator may approve the service again at any time. */
    @Override
    public boolean refusedForGood() {
        return false;
    }

    @Override
    public void revoke(String token) {
        endpoint.revoke(token);
    }

    @Override
    public String toString() {
        return "BackendRenewal[issuer=" + endpoint.registration().issuer() + "]";
    }
}
