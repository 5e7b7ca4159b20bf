package org.prodrome.web.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.prodrome.conformance.ledger.Requirement;
import org.prodrome.launcher.SigningKeys;

class JwksControllerTest {
    @Test
    @Requirement("hl7.fhir.uv.smart-app-launch_2.2.0@303")
    void saysHowLongTheKeySetMayBeKept() {
        var answer = new JwksController(SigningKeys.inMemory(Clock.systemUTC())).jwks();

        assertThat(answer.getHeaders().getCacheControl()).contains("max-age=900", "public");
        assertThat(answer.getBody()).contains("\"keys\"");
    }
}
