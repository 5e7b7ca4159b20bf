package org.prodrome.web.workbench;

import java.net.URI;
import org.prodrome.launcher.SigningKeys;
import org.prodrome.web.config.WorkbenchSettings;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** The sign-in as a part of the people's filter chain: authorization code with PKCE, state and nonce (OpenID Connect Core 3.1). */
public final class WorkbenchSignIn {
    /** Everything of the workbench lies under it. */
    public static final String ROOT = "/workbench";

    static final String CALLBACK = ROOT + "/callback/";
    static final String BEGIN = ROOT + "/sign-in";
    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Provider provider;
    private final WorkforceUsers users;
    private final WorkbenchSessions sessions;
    private final SignInRefused refused;
    private final SigningKeys keys;
    private final WorkbenchSettings settings;

    WorkbenchSignIn(
            Provider provider,
            WorkforceUsers users,
            WorkbenchSessions sessions,
            SignInRefused refused,
            SigningKeys keys,
            WorkbenchSettings settings) {
        this.provider = provider;
        this.users = users;
        this.sessions = sessions;
        this.refused = refused;
        this.keys = keys;
        this.settings = settings;
    }

    /** Adds the sign-in to a chain that has a session and CSRF tokens. */
    public void addTo(HttpSecurity http) throws Exception {
        String page = BEGIN + "/" + Provider.ID;
        http.securityContext(context -> context.securityContextRepository(sessions))
                .oauth2Login(login -> login.clientRegistrationRepository(provider)
                        .authorizedClientRepository(new NoClientsKept())
                        .loginPage(page)
                        .authorizationEndpoint(
                                endpoint -> endpoint.authorizationRequestResolver(new SignInAgain(provider, settings)))
                        .redirectionEndpoint(endpoint -> endpoint.baseUri(CALLBACK + "*"))
                        .tokenEndpoint(endpoint -> endpoint.accessTokenResponseClient(tokenClient()))
                        .userInfoEndpoint(endpoint -> endpoint.oidcUserService(users))
                        .successHandler(SignInAgain.arrival())
                        .failureHandler(refused)
                        .withObjectPostProcessor(new WordsForAnUnreachableProvider()))
                .exceptionHandling(handling -> handling.defaultAuthenticationEntryPointFor(
                        new LoginUrlAuthenticationEntryPoint(page),
                        PathPatternRequestMatcher.withDefaults().matcher(ROOT + "/**")));
    }

    private RestClientAuthorizationCodeTokenResponseClient tokenClient() {
        RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(ProviderHttp.tokens());
        client.addParametersConverter(this::proof);
        return client;
    }

    /** {@code private_key_jwt} by the keys that this app publishes (RFC 7523 section 2.2). */
    private MultiValueMap<String, String> proof(OAuth2AuthorizationCodeGrantRequest request) {
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        if (ClientAuthenticationMethod.PRIVATE_KEY_JWT.equals(
                request.getClientRegistration().getClientAuthenticationMethod())) {
            parameters.set("client_assertion_type", JWT_BEARER);
            parameters.set(
                    "client_assertion",
                    keys.clientAssertion(
                            settings.clientId(),
                            URI.create(request.getClientRegistration()
                                    .getProviderDetails()
                                    .getTokenUri()),
                            Algorithms.accepted(request.getClientRegistration())));
        }
        return parameters;
    }

    private final class WordsForAnUnreachableProvider
            implements ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> {
        @Override
        public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
            filter.setAuthenticationFailureHandler(refused);
            return filter;
        }
    }
}
