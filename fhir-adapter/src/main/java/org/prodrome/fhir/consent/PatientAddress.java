package org.prodrome.fhir.consent;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A patient's address, so written that the same one always reads the same. */
final class PatientAddress {
    private static final Pattern PARTS = Pattern.compile("(?i)(https?)://([^/?#]*)(.*?)/*(/Patient/[^/]+)");

    private PatientAddress() {}

    /** Scheme and host in small letters, no default port, no slash too many; what is no address stays as it is. */
    static String of(String address) {
        Matcher parts = PARTS.matcher(address);
        if (!parts.matches()) {
            return address;
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        String port = scheme.equals("https") ? ":443" : ":80";
        String host = parts.group(2).toLowerCase(Locale.ROOT);
        String named = host.endsWith(port) ? host.substring(0, host.length() - port.length()) : host;
        return scheme + "://" + named + parts.group(3) + parts.group(4);
    }
}
