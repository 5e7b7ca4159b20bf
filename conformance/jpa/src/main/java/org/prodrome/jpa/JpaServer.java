package org.prodrome.jpa;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;

/** Starts the server: {@code JPA_PORT} on loopback, FHIR base {@code /fhir}. All it holds is lost when it ends. */
public final class JpaServer {
    private JpaServer() {}

    public static void main(String[] arguments) {
        var application = new SpringApplication(ServerConfiguration.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setAllowCircularReferences(true); // HAPI's own parts refer to each other
        application.setAllowBeanDefinitionOverriding(true);
        application.run(arguments);
    }
}
