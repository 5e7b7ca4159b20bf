package org.prodrome.web.workbench;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.prodrome.web.config.WorkbenchSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/**
 * Asks the provider for a person who proved who they are within {@code prodrome.workbench.fresh} ({@code max_age}), or, from a page
 * on which something is to be decided, just now ({@code prompt=login}; OpenID Connect Core 3.1.2.1), and leads back to that page.
 */
final class SignInAgain implements OAuth2AuthorizationRequestResolver {
    private static final String RULE = "rule";
    private static final String RULE_ID = "[A-Za-z0-9-]{1,120}";
    private static final String BACK = SignInAgain.class.getName();

    private final DefaultOAuth2AuthorizationRequestResolver usual;
    private final long maxAgeSeconds;

    SignInAgain(ClientRegistrationRepository provider, WorkbenchSettings settings) {
        this.usual = new DefaultOAuth2AuthorizationRequestResolver(provider, WorkbenchSignIn.BEGIN);
        this.maxAgeSeconds = settings.fresh().toSeconds();
    }

    /** Where the page of a rule leads for it. */
    static String at(String ruleId) {
        return WorkbenchSignIn.BEGIN + "/" + Provider.ID + "?" + RULE + "=" + ruleId;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        return asked(request, usual.resolve(request));
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registrationId) {
        return asked(request, usual.resolve(request, registrationId));
    }

    private @Nullable OAuth2AuthorizationRequest asked(
            HttpServletRequest request, @Nullable OAuth2AuthorizationRequest resolved) {
        if (resolved == null) {
            return null;
        }
        String rule = request.getParameter(RULE);
        boolean again = rule != null && rule.matches(RULE_ID);
        if (again) {
            request.getSession().setAttribute(BACK, rule);
        }
        return OAuth2AuthorizationRequest.from(resolved)
                .additionalParameters(parameters -> {
                    parameters.put("max_age", Long.toString(maxAgeSeconds));
                    if (again) {
                        parameters.put("prompt", "login");
                    }
                })
                .build();
    }

    /** Leads to the page that was asked for before the sign-in, or to the rule that is to be decided on. */
    static SavedRequestAwareAuthenticationSuccessHandler arrival() {
        SavedRequestAwareAuthenticationSuccessHandler handler = new Arrival();
        handler.setDefaultTargetUrl("/" + RulesView.PATH);
        return handler;
    }

    private static final class Arrival extends SavedRequestAwareAuthenticationSuccessHandler {
        @Override
        protected String determineTargetUrl(HttpServletRequest request, HttpServletResponse response) {
            HttpSession session = request.getSession(false);
            Object rule = session == null ? null : session.getAttribute(BACK);
            if (rule == null) {
                return super.determineTargetUrl(request, response);
            }
            session.removeAttribute(BACK);
            return "/" + RulesView.PATH + "/" + rule;
        }
    }
}
