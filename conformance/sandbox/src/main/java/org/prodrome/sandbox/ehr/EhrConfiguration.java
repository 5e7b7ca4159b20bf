package org.prodrome.sandbox.ehr;

import java.net.URI;
import java.time.InstantSource;
import org.prodrome.sandbox.SandboxSettings;
import org.prodrome.sandbox.cds.CdsClientSettings;
import org.prodrome.sandbox.cds.ClientKey;
import org.prodrome.sandbox.cds.FhirGrant;
import org.prodrome.sandbox.cds.HookClient;
import org.prodrome.sandbox.fhir.ClinicalStore;
import org.prodrome.sandbox.smart.ClientRegistry;
import org.prodrome.sandbox.smart.EhrAddress;
import org.prodrome.sandbox.smart.LaunchDesk;
import org.prodrome.sandbox.smart.TokenDesk;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** The parts of the pages and of the CDS client, put together. */
@Configuration(proxyBeanMethods = false)
class EhrConfiguration {

    @Bean
    CdsClientSettings cdsClientSettings(SandboxSettings settings, Environment environment) {
        return CdsClientSettings.of(settings.cdsServices(), environment::getProperty);
    }

    @Bean
    ClientKey cdsClientKey(EhrAddress address, InstantSource clock) {
        return new ClientKey(URI.create(address.origin()), clock);
    }

    @Bean
    FhirGrant.Desk fhirGrants(TokenDesk tokens, CdsClientSettings settings) {
        return new CdsTokens(tokens, settings.clientId());
    }

    @Bean
    HookClient hookClient(
            CdsClientSettings settings,
            ClientKey key,
            FhirGrant.Desk grants,
            EhrAddress address,
            JsonMapper mapper,
            InstantSource clock) {
        return new HookClient(settings, key, grants, URI.create(address.fhirBase()), mapper, clock);
    }

    @Bean
    ChartReader chartReader(ClinicalStore store, InstantSource clock) {
        return new ChartReader(store, clock);
    }

    @Bean
    OrderReader orderReader(ClinicalStore store) {
        return new OrderReader(store);
    }

    @Bean
    ChartWriter chartWriter(ClinicalStore store, InstantSource clock) {
        return new ChartWriter(store, clock);
    }

    @Bean
    Acting acting(ClinicalStore store) {
        return new Acting(store);
    }

    @Bean
    CardDesk cardDesk() {
        return new CardDesk();
    }

    @Bean
    Orderables orderables(JsonMapper mapper) {
        return new Orderables(mapper);
    }

    @Bean
    Launches launches(LaunchDesk desk, ClientRegistry clients, ChartReader chart, CdsClientSettings settings) {
        return new Launches(desk, clients, chart, settings);
    }

    @Bean
    PageHeaders pageHeaders(Launches launches) {
        return new PageHeaders(launches);
    }

    @Bean
    OrderDesk orderDesk(
            HookClient hooks,
            CardDesk cards,
            Orderables orderables,
            ChartReader chart,
            OrderReader orders,
            ChartWriter writer,
            JsonMapper mapper,
            InstantSource clock) {
        return new OrderDesk(hooks, cards, orderables, chart, orders, writer, mapper, clock);
    }

    @Bean
    CardDecisions cardDecisions(
            CardDesk cards,
            OrderDesk orders,
            ChartWriter writer,
            HookClient hooks,
            Launches launches,
            InstantSource clock) {
        return new CardDecisions(cards, orders, writer, hooks, launches, clock);
    }
}
