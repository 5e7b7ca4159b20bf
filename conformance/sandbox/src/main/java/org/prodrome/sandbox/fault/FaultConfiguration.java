package org.prodrome.sandbox.fault;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the breaches of clients in front of every other part of the EHR. */
@Configuration(proxyBeanMethods = false)
class FaultConfiguration {

    private static final int AFTER_CHARACTER_ENCODING = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    ReceivedRequests receivedRequests() {
        return new ReceivedRequests();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> droppedConnections() {
        return server -> server.addEngineValves(new DroppedConnections());
    }

    @Bean
    FilterRegistrationBean<BreachFilter> breachFilter(Faults faults, ReceivedRequests received) {
        FilterRegistrationBean<BreachFilter> registration =
                new FilterRegistrationBean<>(new BreachFilter(faults, received));
        registration.addUrlPatterns("/auth/*", "/fhir/*");
        registration.setOrder(AFTER_CHARACTER_ENCODING);
        return registration;
    }
}
