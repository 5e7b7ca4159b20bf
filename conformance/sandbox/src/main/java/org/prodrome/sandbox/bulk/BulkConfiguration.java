package org.prodrome.sandbox.bulk;

import java.time.InstantSource;
import org.prodrome.sandbox.SandboxSettings;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.fhir.ClinicalStore;
import org.prodrome.sandbox.profile.EhrProfile;
import org.prodrome.sandbox.smart.EhrAddress;
import org.prodrome.sandbox.smart.TokenDesk;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of the export interface. */
@Configuration(proxyBeanMethods = false)
class BulkConfiguration {

    private static final int AFTER_FAULTS = 300;

    @Bean
    ExportJobs exportJobs(ClinicalStore store, SandboxSettings settings, Faults faults, InstantSource clock) {
        return new ExportJobs(store, settings.exports(), faults, clock);
    }

    @Bean
    FilterRegistrationBean<BulkFilter> bulkFilter(
            ExportJobs jobs,
            ClinicalStore store,
            EhrAddress address,
            EhrProfile profile,
            TokenDesk tokens,
            Faults faults,
            InstantSource clock) {
        BulkDesk desk = new BulkDesk(jobs, new KickOffReader(store, address, clock), address, faults);
        FilterRegistrationBean<BulkFilter> registration =
                new FilterRegistrationBean<>(new BulkFilter(desk, profile, tokens));
        registration.addUrlPatterns("/fhir/*");
        registration.setOrder(AFTER_FAULTS);
        return registration;
    }
}
