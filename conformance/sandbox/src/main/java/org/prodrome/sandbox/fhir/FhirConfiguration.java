package org.prodrome.sandbox.fhir;

import jakarta.servlet.Filter;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.profile.EhrProfile;
import org.prodrome.sandbox.smart.EhrAddress;
import org.prodrome.sandbox.smart.TokenDesk;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of the FHIR server. */
@Configuration(proxyBeanMethods = false)
class FhirConfiguration {

    private static final int BURST = 100;
    private static final int FAULTS = 200;

    @Bean
    SearchSets searchSets(ClinicalStore store, EhrAddress address, EhrProfile profile, Faults faults) {
        return new SearchSets(store, address, profile, faults);
    }

    @Bean
    ServletRegistrationBean<FhirServlet> fhirServer(
            FhirServlet.Parts parts,
            EhrAddress address,
            EhrProfile profile,
            ClinicalStore store,
            TokenDesk tokens,
            InstantSource clock) {
        FhirServlet servlet = new FhirServlet(
                parts,
                new Capabilities(address, profile, Date.from(clock.instant())),
                List.of(new TokenInterceptor(tokens, store), new StoreErrors(profile)));
        ServletRegistrationBean<FhirServlet> registration = new ServletRegistrationBean<>(servlet, "/fhir/*");
        registration.setName("fhir");
        registration.setLoadOnStartup(1);
        return registration;
    }

    @Bean
    FhirServlet.Parts fhirParts(
            EhrAddress address, ClinicalStore store, SearchSets sets, Faults faults, EhrProfile profile) {
        ProfileRules rules = new ProfileRules(profile);
        return new FhirServlet.Parts(
                address,
                store,
                new SearchHandler(store, sets, faults, rules),
                rules,
                new PatientEverything(store, sets));
    }

    @Bean
    FilterRegistrationBean<BurstFilter> burstFilter(EhrProfile profile, InstantSource clock) {
        return onFhir(new BurstFilter(profile.burst(), clock), BURST);
    }

    @Bean
    FilterRegistrationBean<FaultFilter> faultFilter(Faults faults) {
        return onFhir(new FaultFilter(faults), FAULTS);
    }

    private static <F extends Filter> FilterRegistrationBean<F> onFhir(F filter, int order) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns("/fhir/*");
        registration.setOrder(order);
        return registration;
    }
}
