package org.prodrome.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.prodrome.conformance.ledger.Requirement;

class ClientSecretTest extends TinyEhrTest {
    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";

    private TestLaunches secretive(String clientId, String secret) {
        return TestLaunches.with(
                ehr,
                clock,
                r -> IssuerRegistration.of(
                                r.issuer(),
                                clientId,
                                new ClientAuthentication.ClientSecret(secret),
                                TestLaunches.REDIRECT,
                                r.scopes())
                        .allowingLoopbackHttp());
    }

    @Test
    @Requirement({SMART + 64, SMART + 66, SMART + 72, SMART + 343, SMART + 345})
    void goesInTheHeaderAndNowhereElse() {
        secretive("prodrome", "s3cret").complete();

        assertThat(ehr.forms.getFirst()).doesNotContainKeys("client_id", "client_secret", "client_assertion");
        assertThat(decoded(ehr.authorizations.getFirst())).isEqualTo("prodrome:s3cret");
    }

    @Test
    void isEncodedAsAFormBeforeItIsEncodedAsBasic() {
        var launches = secretive("prodrome", "a:b c%&ü");
        launches.complete();

        assertThat(decoded(ehr.authorizations.getFirst())).isEqualTo("prodrome:a%3Ab+c%25%26%C3%BC");
    }

    @Test
    void provesTheAppAtRenewalAndRevocationToo() {
        var access = secretive("prodrome", "s3cret").complete().access();
        ehr.token.remove("id_token");
        var target = URI.create(ehr.fhirBase() + "/Patient/1");
        access.authorizationAfter401(target, access.authorizationFor(target));
        access.end();

        assertThat(ehr.authorizations)
                .hasSize(3)
                .allSatisfy(header -> assertThat(decoded(header)).isEqualTo("prodrome:s3cret"));
    }

    @Test
    void isNeverShown() {
        assertThat(new ClientAuthentication.ClientSecret("s3cret").toString()).doesNotContain("s3cret");
        assertThatIllegalArgumentException().isThrownBy(() -> new ClientAuthentication.ClientSecret(" "));
    }

    private static String decoded(String header) {
        assertThat(header).startsWith("Basic ");
        return new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
    }
}
