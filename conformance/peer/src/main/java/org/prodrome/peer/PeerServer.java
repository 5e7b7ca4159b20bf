package org.prodrome.peer;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The second authorization server as a program; README.md names its settings. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(PeerSettings.class)
public class PeerServer {

    /** Starts it on loopback, at the port that {@code PEER_PORT} names. */
    public static void main(String... args) {
        new SpringApplicationBuilder(PeerServer.class)
                .properties("spring.config.name=peer")
                .run(args);
    }
}
