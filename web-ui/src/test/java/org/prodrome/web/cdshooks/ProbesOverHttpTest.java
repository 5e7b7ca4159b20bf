package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Health and metrics are for this machine: a proxy on it asks for others. */
class ProbesOverHttpTest {
    private final CdsSite site = CdsSite.shared();

    @Test
    void thisMachineIsAnswered() {
        assertThat(site.send(CdsSite.request(health())).statusCode()).isNotIn(401, 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "X-Real-IP", "Via", "X-Forwarded-Host"})
    void whoeverComesThroughAProxyIsNot(String header) {
        assertThat(site.send(CdsSite.request(health()).header(header, "for=203.0.113.9"))
                        .statusCode())
                .isIn(401, 403);
    }

    private URI health() {
        return URI.create(site.app() + "/actuator/health");
    }
}
