package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.TrustedKeys;

/** The package in the repository loads with the program as it is, however old its format. */
class ShippedPackageTest {

    @Test
    void isTrustedLoadsAndSaysThatItWasTrainedOnSyntheticRecords() {
        Path models = Path.of("models");
        try (RiskModel model =
                RiskModel.load(models.resolve("default"), TrustedKeys.in(models.resolve("trusted-keys")))) {
            assertThat(model.version().synthetic()).isTrue();
            assertThat(model.files().outcomes()).isNotEmpty();
        }
    }
}
