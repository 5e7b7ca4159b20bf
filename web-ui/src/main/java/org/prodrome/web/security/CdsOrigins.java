package org.prodrome.web.security;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/**
 * From which pages a browser may call the CDS Hooks service (CDS Hooks 2.0, "Cross-Origin Resource Sharing"): those of the
 * configuration, none by default. A JWT comes with each call, cookies with none.
 */
final class CdsOrigins {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private CdsOrigins() {}

    static CorsConfigurationSource of(ProdromeSettings settings) {
        List<String> origins = settings.issuers().stream()
                .map(IssuerSettings::cdsClient)
                .filter(Objects::nonNull)
                .flatMap(client -> client.origins().stream())
                .distinct()
                .toList();
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(origins);
        allowed.setAllowedMethods(List.of("GET", "POST"));
        allowed.setAllowedHeaders(List.of("Authorization", "Content-Type"));
        allowed.setMaxAge(REMEMBERED);
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/cds-services", allowed);
        source.registerCorsConfiguration("/cds-services/**", allowed);
        return source;
    }
}
