package org.prodrome.web.security;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * From which pages a browser may call the CDS Hooks service (CDS Hooks 2.0, "Cross-Origin Resource Sharing"): those of the
 * configuration, none by default. A JWT comes with each call, cookies with none.
 */
final class CdsOrigins {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private CdsOrigins() {}

    static CorsFilter filter(ProdromeSettings settings) {
        CorsFilter filter = new CorsFilter(of(settings));
        filter.setCorsProcessor(new Refusing());
        return filter;
    }

    /** Tells a refusal as an error, which the service words as all of its errors. */
    private static final class Refusing extends DefaultCorsProcessor {
        @Override
        protected void rejectRequest(ServerHttpResponse response) throws IOException {
            if (response instanceof ServletServerHttpResponse servlet) {
                servlet.getServletResponse().sendError(HttpStatus.FORBIDDEN.value());
            } else {
                super.rejectRequest(response);
            }
        }
    }

    private static CorsConfigurationSource of(ProdromeSettings settings) {
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
