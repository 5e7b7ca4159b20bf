package org.prodrome.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.conformance.ledger.Requirement;

@Requirement("hl7.fhir.uv.smart-app-launch_2.2.0@1")
class AddressesTest {

    private static IssuerRegistration at(String issuer) {
        return IssuerRegistration.of(
                URI.create(issuer),
                "prodrome",
                new ClientAuthentication.PublicClient(),
                TestLaunches.REDIRECT,
                Scopes.parse("launch"));
    }

    private static void reach(IssuerRegistration registration) {
        new Addresses(registration).reachable(registration.issuer(), "issuer", LaunchException.Discovery::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "192.168.0.9", "172.16.0.1", "100.64.0.1", "127.0.0.1", "[fd00::1]", "[::1]"})
    void connectsToPrivateAddressesOnlyOnADeclaredInternalNetwork(String host) {
        var registration = at("https://" + host + "/fhir");

        assertThatThrownBy(() -> reach(registration))
                .isInstanceOf(LaunchException.Discovery.class)
                .hasMessageContaining("public network");
        reach(registration.onInternalNetwork());
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "0.0.0.0", "224.0.0.1", "[fe80::1]"})
    void neverConnectsToAddressesThatNoEhrHas(String host) {
        assertThatThrownBy(() -> reach(at("https://" + host + "/fhir").onInternalNetwork()))
                .isInstanceOf(LaunchException.Discovery.class);
    }

    @Test
    void acceptsPlainHttpOnLoopbackOnlyAndOnlyWhereAllowed() {
        var allowed = new Addresses(at("https://ehr.example.org/fhir").allowingLoopbackHttp());
        var strict = new Addresses(at("https://ehr.example.org/fhir"));

        assertThat(allowed.secure(URI.create("http://localhost:9090/fhir"))).isTrue();
        assertThat(allowed.secure(URI.create("http://127.0.0.1.example.org/fhir")))
                .isFalse();
        assertThat(allowed.secure(URI.create("http://ehr.example.org/fhir"))).isFalse();
        assertThat(strict.secure(URI.create("http://localhost:9090/fhir"))).isFalse();
    }

    @Test
    void trustsTheIssuersOwnPortAndTheHostsThatAreListed() {
        var addresses = new Addresses(
                at("https://ehr.example.org/fhir").trustingHosts("auth.example.org:8443", "id.example.org"));

        assertThat(addresses.trusted(URI.create("https://EHR.example.org:443/x")))
                .isTrue();
        assertThat(addresses.trusted(URI.create("https://ehr.example.org:8443/x")))
                .isFalse();
        assertThat(addresses.trusted(URI.create("https://auth.example.org:8443/x")))
                .isTrue();
        assertThat(addresses.trusted(URI.create("https://auth.example.org/x"))).isFalse();
        assertThat(addresses.trusted(URI.create("https://id.example.org:444/x")))
                .isTrue();
        assertThat(addresses.trusted(URI.create("https://example.org/x"))).isFalse();
    }
}
