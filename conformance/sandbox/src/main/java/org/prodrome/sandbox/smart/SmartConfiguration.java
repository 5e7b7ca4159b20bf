package org.prodrome.sandbox.smart;

import java.time.InstantSource;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.fault.PublishedKeys;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of the authorization server. */
@Configuration(proxyBeanMethods = false)
class SmartConfiguration {

    @Bean
    LaunchDesk launchDesk(EhrAddress address, ClientRegistry clients, InstantSource clock) {
        return new LaunchDesk(address, clients, clock);
    }

    @Bean
    TokenDesk tokenDesk(InstantSource clock, Faults faults) {
        return new TokenDesk(clock, faults);
    }

    @Bean
    AuthorizationCodes authorizationCodes(InstantSource clock, TokenDesk tokens) {
        return new AuthorizationCodes(clock, tokens);
    }

    @Bean
    AuthorizationDesk authorizationDesk(LaunchDesk launches, AuthorizationCodes codes, Faults faults) {
        return new AuthorizationDesk(launches, codes, faults);
    }

    @Bean
    StandaloneLaunches standaloneLaunches(InstantSource clock) {
        return new StandaloneLaunches(clock);
    }

    @Bean
    JwkSource jwkSource(InstantSource clock, Faults faults) {
        return new JwkSource(clock, new PublishedKeys(faults));
    }

    @Bean
    ClientGate clientGate(ClientRegistry clients, EhrAddress address, JwkSource keys, InstantSource clock) {
        return new ClientGate(clients, new ClientAssertions(address.tokenEndpoint(), keys, clock));
    }

    @Bean
    IdTokenSigner idTokenSigner(EhrAddress address, InstantSource clock, Faults faults) {
        return new IdTokenSigner(address, clock, faults);
    }

    @Bean
    TokenAnswer tokenAnswer(EhrAddress address, IdTokenSigner signer, Faults faults) {
        return new TokenAnswer(address, signer, faults);
    }

    @Bean
    ServletRegistrationBean<DiscoveryServlet> discovery(EhrAddress address, Faults faults) {
        return new ServletRegistrationBean<>(
                new DiscoveryServlet(new Discovery(address, faults)),
                DiscoveryServlet.SMART_PATH,
                DiscoveryServlet.OPENID_PATH);
    }
}
