package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What each client is offered, by its own settings; wrong ones end the start by name. */
class ClientServicesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ALL = CdsSite.allHooks().substring("hooks=".length());

    @Test
    void aClientIsOfferedTheThreeHooksEveryEhrHasUnlessItsSettingsSayOtherwise() {
        assertThat(offered())
                .extracting(CdsServiceKind.Service::hook)
                .containsExactly("patient-view", "order-select", "order-sign");
        assertThat(offered("hooks", "order-dispatch,encounter-start"))
                .extracting(CdsServiceKind.Service::id)
                .containsExactly("prodrome-order-dispatch", "prodrome-encounter-start");
        assertThat(offered("hooks", ALL)).hasSize(11);
    }

    @Test
    void aServiceThatIsNotOfferedIsNotThere() {
        ProdromeSettings settings = TestClients.with("hooks", "patient-view");
        ClientServices services = services(settings);

        assertThat(services.at("prodrome-patient-view", settings.issuers().getFirst()))
                .hasSize(1);
        assertThatThrownBy(() ->
                        services.at("prodrome-order-sign", settings.issuers().getFirst()))
                .isInstanceOfSatisfying(
                        FieldProblem.class,
                        problem -> assertThat(problem.status()).isEqualTo(404));
    }

    @Test
    void hooksOfOneKindShareAnIdWhereAClientIsToReplaceStaleCards() {
        assertThat(offered("hooks", ALL, "shared-ids", "true"))
                .filteredOn(service -> service.id().equals("prodrome-orders"))
                .extracting(CdsServiceKind.Service::hook)
                .containsExactly("order-select", "order-sign");
        ProdromeSettings settings = TestClients.with("hooks", ALL);
        assertThat(services(settings).at("prodrome-chart", settings.issuers().getFirst()))
                .extracting(CdsServiceKind::hook)
                .containsExactly("patient-view", "encounter-start", "encounter-discharge");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ehr.example.org/jwks.json",
                "http://127.0.0.1/jwks.json",
                "ftp://ehr.example.org/jwks.json"
            })
    void keysAreReadOverHttpsAlone(String address) {
        assertThatThrownBy(() -> offered("jwks", address))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining(
                        "cds-client.jwks of issuer " + TestClients.ISSUER + ": expected an https address");
    }

    @Test
    void twoIssuersHaveNoClientOfTheSameName() {
        ProdromeSettings one = TestClients.with();
        IssuerSettings issuer = one.issuers().getFirst();

        assertThatThrownBy(() -> TestClients.withIssuers(one, List.of(issuer, issuer)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cds-client.iss: expected another for each issuer, got https://ehr.example.org twice");
    }

    @Test
    void everyEntryOfTheDiscoveryDocumentHasItsFieldsAndNoneIsEmpty() {
        for (String version : List.of("2.0", "3.0")) {
            JsonNode document =
                    JSON.valueToTree(new DiscoveryController.Discovery(offered("hooks", ALL, "version", version)));

            assertThat(EmptyParts.of(document)).isEmpty();
            assertThat(document.path("services").valueStream()).allSatisfy(service -> {
                for (String field : List.of("hook", "title", "description", "id", "usageRequirements")) {
                    assertThat(service.path(field).isString()).as(field).isTrue();
                }
                assertThat(service.path("prefetch").path("patient").stringValue())
                        .isEqualTo("Patient/{{context.patientId}}");
            });
        }
    }

    @Test
    void onlyAClientOfVersion3IsGivenTokensThatHoldFhirPath() {
        assertThat(JSON.writeValueAsString(offered("hooks", ALL))).doesNotContain("resolve()");
        assertThat(JSON.writeValueAsString(offered("hooks", ALL, "version", "3.0")))
                .contains("resolve()");
    }

    @Test
    void aClientsOwnTemplatesStandInThePlaceOfTheShippedOnes() {
        assertThat(offered("hooks", "order-sign", "prefetch.order-sign.patient", "Patient/{{context.patientId}}"))
                .singleElement()
                .satisfies(service -> assertThat(service.prefetch()).hasSize(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Observation?patient={{context.patientId}}&code=4548-4&_count=1",
                "Observation?patient={{context.patientId}}&date=ge2026-01-01&_sort=-date",
                "Practitioner/{{userPractitionerId}}",
                "Encounter/{{context.encounterId}}"
            })
    void whatEveryClientUnderstandsMayBeATemplate(String template) {
        assertThat(offered("hooks", "order-sign", "prefetch.order-sign.key", template))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Observation?patient={{context.patientId}}&code:in=http://example.org/set",
                "Observation?patient={{context.patientId}}&date=ge{{today() - 90 days}}",
                "Medication?_id={{context.draftOrders.entry.resource.id}}",
                "Observation?patient={{context.performer}}"
            })
    void whatOnlyVersion3HasEndsTheStartOfAClientOf2(String template) {
        assertThatThrownBy(() -> offered("hooks", "order-sign", "prefetch.order-sign.key", template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "cds-client.prefetch.order-sign.key of issuer " + TestClients.ISSUER + ": expected ");
        assertThat(offered("version", "3.0", "hooks", "order-sign", "prefetch.order-sign.key", template))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/Patient/{{context.patientId}}",
                "Patient/{{context.patientId}}/$everything",
                "Patient/123",
                "patient?x=1",
                "Observation?patient={{context.patientId}}&_include=Observation:subject",
                "Observation?patient={{context.patientId}}&code:not=1",
                "Observation?patient={{{context.patientId}}}"
            })
    void whatIsNoTemplateEndsTheStart(String template) {
        for (String version : List.of("2.0", "3.0")) {
            assertThatThrownBy(() ->
                            offered("version", version, "hooks", "order-sign", "prefetch.order-sign.key", template))
                    .as(template)
                    .hasMessageStartingWith("cds-client.prefetch.order-sign.key");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "version, 2.1, cds-client.version: expected 2.0 or 3.0",
        "origins, *, cds-client.origins: expected origins",
        "origins, https://ehr.example.org/page, cds-client.origins: expected origins",
        "jwks, not-a-url, cds-client.jwks: expected a URL",
        "iss, ' ', cds-client.iss: expected the iss"
    })
    void aSettingThatIsWrongIsNamed(String setting, String value, String message) {
        assertThatThrownBy(() -> TestClients.with(setting, value))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageStartingWith(message);
    }

    @Test
    void anUnknownHookOrPartOfACardIsNamed() {
        assertThatThrownBy(() -> offered("hooks", "order-signed"))
                .hasMessage("cds-client.hooks of issuer " + TestClients.ISSUER
                        + ": expected the name of a hook that is served, got 'order-signed'");
        assertThatThrownBy(() -> offered("prefetch.order-signed.patient", "Patient/{{context.patientId}}"))
                .hasMessageContaining("cds-client.prefetch.order-signed");
        assertThatThrownBy(() -> TestClients.with("leave-out", "summary"))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("cds-client.leave-out");
    }

    @Test
    void theExampleOfAConfiguredClientIsOfferedWhatItSays() throws IOException {
        var environment = new StandardEnvironment();
        for (String file : List.of("config/epic-like.yml", "src/main/resources/application.yml")) {
            new YamlPropertySourceLoader()
                    .load(file, new FileSystemResource(file))
                    .forEach(environment.getPropertySources()::addLast);
        }
        ProdromeSettings site =
                Binder.get(environment).bind("prodrome", ProdromeSettings.class).get();

        assertThat(services(site).offered(site.issuers().getFirst()))
                .extracting(CdsServiceKind.Service::id)
                .containsExactly("prodrome-chart", "prodrome-orders", "prodrome-orders", "prodrome-chart");
        assertThat(services(site).offered(site.issuers().getFirst()).getFirst().prefetch())
                .hasSize(5);
    }

    private static List<CdsServiceKind.Service> offered(String... settings) {
        ProdromeSettings site = TestClients.with(settings);
        return services(site).offered(site.issuers().getFirst());
    }

    private static ClientServices services(ProdromeSettings site) {
        return new ClientServices(site, new PrefetchTemplates(JSON));
    }
}
