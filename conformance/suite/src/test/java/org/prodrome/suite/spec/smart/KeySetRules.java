package org.prodrome.suite.spec.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.sandbox.fault.ClientBreach.EC_KEYS_WITHOUT_CURVE;
import static org.prodrome.sandbox.fault.ClientBreach.EC_KEYS_WITHOUT_X;
import static org.prodrome.sandbox.fault.ClientBreach.EC_KEYS_WITHOUT_Y;
import static org.prodrome.sandbox.fault.ClientBreach.KEYS_WITHOUT_KID;
import static org.prodrome.sandbox.fault.ClientBreach.KEYS_WITHOUT_KTY;
import static org.prodrome.sandbox.fault.ClientBreach.KEY_SET_NEEDS_CREDENTIALS;
import static org.prodrome.sandbox.fault.ClientBreach.KEY_SET_WITHOUT_SET;
import static org.prodrome.sandbox.fault.ClientBreach.RSA_KEYS_WITHOUT_EXPONENT;
import static org.prodrome.sandbox.fault.ClientBreach.RSA_KEYS_WITHOUT_MODULUS;

import java.util.List;
import org.prodrome.sandbox.fault.Fault;

/** The public keys that a client lets servers fetch (client-confidential-asymmetric#registering-a-client-communicating-public-keys). */
final class KeySetRules {

    private KeySetRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of("publishes its keys as a JWK Set", KeySetRules::isKnownByItsKeys, 294)
                        .brokenBy(KEY_SET_WITHOUT_SET),
                Rule.of("publishes its keys to everybody", KeySetRules::isKnownByItsKeys, 302)
                        .brokenBy(KEY_SET_NEEDS_CREDENTIALS),
                Rule.of("publishes the kind and the id of each key", KeySetRules::isKnownByItsKeys, 313)
                        .brokenBy(KEYS_WITHOUT_KTY, KEYS_WITHOUT_KID),
                Rule.of("publishes modulus and exponent of an RSA key", KeySetRules::isKnownByItsKeys, 314)
                        .under(new Fault.OneAlgorithm("RS384"))
                        .brokenBy(RSA_KEYS_WITHOUT_MODULUS, RSA_KEYS_WITHOUT_EXPONENT),
                Rule.of("publishes curve and point of an EC key", KeySetRules::isKnownByItsKeys, 315)
                        .under(new Fault.OneAlgorithm("ES384"))
                        .brokenBy(EC_KEYS_WITHOUT_CURVE, EC_KEYS_WITHOUT_X, EC_KEYS_WITHOUT_Y));
    }

    /** The EHR fetches the set anew for each launch, since our test server forbids it to keep one. */
    private static void isKnownByItsKeys(Trial trial) {
        assertThat(trial.launch(trial.keyedApp()).requirePatient()).isEqualTo(trial.patient());
    }
}
