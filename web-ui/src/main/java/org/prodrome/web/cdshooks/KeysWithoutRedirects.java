package org.prodrome.web.cdshooks;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;

/** Reads a client's keys at the configured address or not at all, in a short time and of a bounded size. */
final class KeysWithoutRedirects extends DefaultResourceRetriever {
    private static final int CONNECT_MS = 2_000;
    private static final int READ_MS = 2_000;
    private static final int JWKS_BYTES = 64 * 1024;

    KeysWithoutRedirects() {
        super(CONNECT_MS, READ_MS, JWKS_BYTES);
    }

    @Override
    protected HttpURLConnection openHTTPConnection(URL address) throws IOException {
        HttpURLConnection connection = super.openHTTPConnection(address);
        connection.setInstanceFollowRedirects(false);
        return connection;
    }
}
