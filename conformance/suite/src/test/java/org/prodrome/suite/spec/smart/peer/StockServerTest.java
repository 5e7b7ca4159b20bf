package org.prodrome.suite.spec.smart.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.prodrome.launcher.IssuerRegistration.Leniency;
import org.prodrome.launcher.LaunchException;

/** Spring Authorization Server out of the box wants what SMART leaves out: a setting of the issuer, off by default, gives it. */
class StockServerTest {
    @Test
    void theClientIdGoesBesideAnAssertionOnlyWhereTheRegistrationSaysSo() throws IOException {
        try (var hospital = PeerHospital.stock()) {
            assertThatExceptionOfType(LaunchException.TokenAnswer.class)
                    .isThrownBy(() -> hospital.launch(hospital.es384App()))
                    .withMessageContaining("invalid_");

            var lenient = hospital.es384App().tolerating(Leniency.CLIENT_ID_BESIDE_ASSERTION);
            assertThat(hospital.launch(lenient).requirePatient()).isEqualTo("peer-patient-2");
        }
    }
}
