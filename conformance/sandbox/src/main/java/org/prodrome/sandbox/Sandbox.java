package org.prodrome.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.fault.ReceivedRequests;
import org.prodrome.sandbox.fhir.ClinicalStore;
import org.prodrome.sandbox.smart.ClientRegistry;
import org.prodrome.sandbox.smart.EhrAddress;
import org.prodrome.sandbox.smart.LaunchDesk;
import org.prodrome.sandbox.smart.TokenDesk;
import org.prodrome.sandbox.workforce.Workforce;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * A running sandbox EHR. Start one from a test with {@link #start(SandboxSettings)} and close it; several can run in one
 * JVM, each with its own port, store and keys.
 */
public final class Sandbox implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Sandbox(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static void main(String... args) {
        run(SettingsSource::read, args);
    }

    /** Starts an EHR and returns when it answers. */
    public static Sandbox start(SandboxSettings settings) {
        return new Sandbox(run(environment -> settings));
    }

    public String origin() {
        return bean(EhrAddress.class).origin();
    }

    public String fhirBase() {
        return bean(EhrAddress.class).fhirBase();
    }

    public ClinicalStore store() {
        return bean(ClinicalStore.class);
    }

    public LaunchDesk launches() {
        return bean(LaunchDesk.class);
    }

    public TokenDesk tokens() {
        return bean(TokenDesk.class);
    }

    public ClientRegistry clients() {
        return bean(ClientRegistry.class);
    }

    /** The clients of the staff's sign-in, which are not the EHR's. */
    public ClientRegistry workforceClients() {
        return bean(Workforce.class).clients();
    }

    public Faults faults() {
        return bean(Faults.class);
    }

    /** What clients sent lately, as facts. */
    public ReceivedRequests received() {
        return bean(ReceivedRequests.class);
    }

    @Override
    public void close() {
        context.close();
    }

    private <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    private static ConfigurableApplicationContext run(Function<Environment, SandboxSettings> settings, String... args) {
        Thread.ofPlatform().daemon().name("fhir-definitions").start(ClinicalStore::warmUp);
        return new SpringApplicationBuilder(SandboxApplication.class)
                .properties("spring.config.name=sandbox")
                .initializers(context -> prepare(context, settings.apply(context.getEnvironment())))
                .run(args);
    }

    private static void prepare(ConfigurableApplicationContext context, SandboxSettings settings) {
        Map<String, Object> server = new HashMap<>();
        server.put("server.port", settings.port());
        server.put("server.address", "127.0.0.1");
        SandboxSettings.Tls tls = settings.tls();
        if (tls != null) {
            server.put("server.ssl.key-store", tls.keyStore().toString());
            server.put("server.ssl.key-store-password", tls.password());
        }
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("sandbox settings", server));
        context.getBeanFactory().registerSingleton("sandboxSettings", settings);
    }
}
