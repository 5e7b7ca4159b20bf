package org.prodrome.web;

import org.prodrome.web.config.ProdromeSettings;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The application's entry point. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@EnableScheduling
@EnableConfigurationProperties(ProdromeSettings.class)
public class ProdromeApplication {
    static void main(String[] arguments) {
        SpringApplication.run(ProdromeApplication.class, arguments);
    }
}
