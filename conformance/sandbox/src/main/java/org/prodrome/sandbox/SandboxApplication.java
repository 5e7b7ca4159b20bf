package org.prodrome.sandbox;

import java.time.Clock;
import java.time.InstantSource;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.fhir.ClinicalStore;
import org.prodrome.sandbox.fhir.PatientFiles;
import org.prodrome.sandbox.profile.EhrProfile;
import org.prodrome.sandbox.smart.ClientRegistry;
import org.prodrome.sandbox.smart.EhrAddress;
import org.prodrome.sandbox.smart.JwkSource;
import org.prodrome.sandbox.smart.PatientDirectory;
import org.prodrome.sandbox.workforce.Workforce;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * The parts of one EHR. The auto-configurations are named one by one, because in tests the class path also holds the
 * app's own (security, database, Vaadin), which the EHR must not pick up.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class
})
class SandboxApplication {

    @Bean
    EhrAddress address(SandboxSettings settings) {
        return settings.address();
    }

    @Bean
    EhrProfile profile(SandboxSettings settings) {
        return settings.profile();
    }

    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Bean
    ClientRegistry clients(SandboxSettings settings) {
        return new ClientRegistry(settings.clients());
    }

    @Bean
    Faults faults(InstantSource clock) {
        return new Faults(clock);
    }

    @Bean
    ClinicalStore store(SandboxSettings settings, InstantSource clock) {
        PatientFiles files = settings.patientData() == null
                ? PatientFiles.inJar(settings.generated(), settings.today())
                : PatientFiles.in(settings.patientData(), settings.generated(), settings.today());
        return new ClinicalStore(files, clock);
    }

    @Bean
    PatientDirectory directory(ClinicalStore store) {
        return new StoreDirectory(store);
    }

    @Bean
    Workforce workforce(
            SandboxSettings settings, EhrAddress address, JwkSource keys, InstantSource clock, Faults faults) {
        return Workforce.of(address, settings.appOrigin(), keys, clock, faults);
    }
}
