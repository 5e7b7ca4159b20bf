package org.prodrome.launcher;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.function.Function;

/**
 * Which addresses of one issuer may be used: TLS, the issuer's own or a trusted host, and no private network unless declared.
 *
 * <p>Clause: app-launch#app-protection; the host rule is ours. The name is resolved again when the connection is made, so a
 * hostile name server could answer twice differently: the trusted-host rule, not this check, is what keeps strangers out.
 */
record Addresses(IssuerRegistration registration) {

    /** The address of an endpoint the browser or this app will go to. */
    URI listed(URI uri, String field, Function<Breach, LaunchException> refusal) {
        var arrived = uri.getScheme() + " URL on host " + uri.getHost();
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw refusal.apply(Breach.of(
                    Clause.DISCOVERY, field + " as an absolute URL without user or fragment", "another form"));
        }
        if (!secure(uri)) {
            throw refusal.apply(Breach.of(Clause.APP_PROTECTION, field + " over TLS", arrived));
        }
        if (!trusted(uri)) {
            throw refusal.apply(
                    Breach.of(Clause.APP_PROTECTION, field + " on the issuer's host or a trusted one", arrived));
        }
        return uri;
    }

    /** A listed address that this app itself may connect to; resolves its name. */
    URI reachable(URI uri, String field, Function<Breach, LaunchException> refusal) {
        listed(uri, field, refusal);
        try {
            for (var address : InetAddress.getAllByName(uri.getHost())) {
                if (!permitted(address)) {
                    throw refusal.apply(Breach.of(
                            Clause.APP_PROTECTION, field + " on a public network", "a private or local address"));
                }
            }
            return uri;
        } catch (UnknownHostException e) {
            throw new LaunchException.Unreachable(
                    Breach.of(Clause.APP_PROTECTION, field + " on a host that resolves", "unknown host", e));
        }
    }

    boolean secure(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme())
                || (registration.loopbackHttpAllowed()
                        && "http".equalsIgnoreCase(uri.getScheme())
                        && isLoopback(uri.getHost()));
    }

    boolean trusted(URI uri) {
        return authority(uri).equals(authority(registration.issuer()))
                || registration.trustedHosts().contains(authority(uri))
                || registration.trustedHosts().contains(uri.getHost().toLowerCase(Locale.ROOT));
    }

    private boolean permitted(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return registration.loopbackHttpAllowed() || registration.internalNetwork();
        }
        if (address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress()) {
            return false;
        }
        return !isPrivate(address) || registration.internalNetwork();
    }

    private static boolean isPrivate(InetAddress address) {
        var bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC; // fc00::/7, RFC 4193
        boolean sharedSpace = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64; // 100.64/10, RFC 6598
        return address.isSiteLocalAddress() || uniqueLocal || sharedSpace;
    }

    static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static String authority(URI uri) {
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        int port = uri.getPort();
        boolean usual = port == -1 || port == ("https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80);
        return usual ? host : host + ":" + port;
    }
}
