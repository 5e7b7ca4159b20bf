package org.prodrome.sandbox.fhir;

import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.smart.EhrAddress;
import org.prodrome.sandbox.smart.TokenDesk;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of the FHIR server. */
@Configuration(proxyBeanMethods = false)
class FhirConfiguration {

    @Bean
    ServletRegistrationBean<FhirServlet> fhirServer(
            EhrAddress address, ClinicalStore store, TokenDesk tokens, Faults faults, InstantSource clock) {
        FhirServlet servlet = new FhirServlet(
                address,
                store,
                new SearchHandler(store, address, faults),
                new Capabilities(address, Date.from(clock.instant())),
                List.of(new TokenInterceptor(tokens, store), new StoreErrors()));
        ServletRegistrationBean<FhirServlet> registration = new ServletRegistrationBean<>(servlet, "/fhir/*");
        registration.setName("fhir");
        registration.setLoadOnStartup(1);
        return registration;
    }

    @Bean
    FilterRegistrationBean<FaultFilter> faultFilter(Faults faults) {
        FilterRegistrationBean<FaultFilter> registration = new FilterRegistrationBean<>(new FaultFilter(faults));
        registration.addUrlPatterns("/fhir/*");
        return registration;
    }
}
