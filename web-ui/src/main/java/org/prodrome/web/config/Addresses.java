package org.prodrome.web.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Which addresses keys and identities may come from. */
public final class Addresses {
    private Addresses() {}

    /** Whether it is https, or http on this machine where the settings allow that. */
    public static boolean isSafe(URI address, boolean loopbackHttp) {
        return "https".equals(address.getScheme())
                || "http".equals(address.getScheme()) && loopbackHttp && isLoopback(address.getHost());
    }

    private static boolean isLoopback(@Nullable String host) {
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
