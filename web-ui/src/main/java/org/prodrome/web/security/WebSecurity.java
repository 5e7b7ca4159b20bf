package org.prodrome.web.security;

import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.workbench.WorkbenchSignIn;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.expression.WebExpressionAuthorizationManager;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Two filter chains: machines without a session or CSRF token, people with both.
 *
 * <p>CDS Hooks calls authenticate by JWT in {@code org.prodrome.web.cdshooks}; the chart's pages by the launch handle
 * and its browser-bound cookie in {@code org.prodrome.web.launch}, so both chains let requests pass. The rules page alone needs somebody
 * who is signed in.
 */
@Configuration
@EnableWebSecurity
class WebSecurity {
    /** Probes and metrics answer this machine alone, and nobody for whom a proxy on it asks. */
    private static final String ON_THIS_MACHINE = "hasIpAddress('127.0.0.0/8') or hasIpAddress('::1')";

    private static final List<String> PROXIED =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

    private static final String CONTENT_POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self';"
            + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors ";

    @Bean
    @Order(1)
    SecurityFilterChain machines(HttpSecurity http, ProdromeSettings settings) throws Exception {
        return http.securityMatcher("/cds-services", "/cds-services/**", "/.well-known/**", "/actuator/**")
                .csrf(csrf -> csrf.disable())
                .addFilter(CdsOrigins.filter(settings))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.TRACE)
                        .denyAll()
                        .requestMatchers(WebSecurity::isProxied)
                        .denyAll()
                        .requestMatchers("/actuator/**")
                        .access(new WebExpressionAuthorizationManager(ON_THIS_MACHINE))
                        .anyRequest()
                        .permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain people(HttpSecurity http, ProdromeSettings settings, ObjectProvider<WorkbenchSignIn> workbench)
            throws Exception {
        WorkbenchSignIn signIn = workbench.getIfAvailable();
        if (signIn != null) {
            signIn.addTo(http);
        }
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/launch", "/launch/**", "/standalone", "/js/**", "/css/**", "/icons/**", "/error")
                        .permitAll())
                .csrf(csrf ->
                        csrf.ignoringRequestMatchers("/launch/arrival/*")) // its own cookie, used once, is the proof
                .with(VaadinSecurityConfigurer.vaadin(), vaadin -> {})
                .headers(headers -> writeHeaders(headers, settings))
                .build();
    }

    private static boolean isProxied(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + "/actuator")
                && PROXIED.stream().anyMatch(name -> request.getHeader(name) != null);
    }

    private static void writeHeaders(HeadersConfigurer<HttpSecurity> headers, ProdromeSettings settings) {
        headers.frameOptions(frame -> frame.disable())
                .addHeaderWriter(new ContentPolicy(CONTENT_POLICY, ancestors(settings)))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .withObjectPostProcessor(new EagerHeaders());
    }

    private static String ancestors(ProdromeSettings settings) {
        return settings.issuers().stream()
                .map(IssuerSettings::frameOrigin)
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** Vaadin's servlet commits its answer before Spring would write the headers: write them first. */
    private static final class EagerHeaders implements ObjectPostProcessor<HeaderWriterFilter> {
        @Override
        public <O extends HeaderWriterFilter> O postProcess(O filter) {
            filter.setShouldWriteHeadersEagerly(true);
            return filter;
        }
    }
}
