package org.prodrome.web.cdshooks;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import java.security.Provider;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the signatures of callers are verified: every hook call has one, and the JDK takes ten times as long over ES384 as a library
 * of the platform's own does. Where that library is not for this platform, the JDK does it.
 */
final class Signatures {
    private static final Logger LOG = LoggerFactory.getLogger(Signatures.class);
    private static final Optional<Provider> FASTER = faster();

    private Signatures() {}

    static DefaultJWSVerifierFactory verifiers() {
        DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();
        FASTER.ifPresent(verifiers.getJCAContext()::setProvider);
        return verifiers;
    }

    private static Optional<Provider> faster() {
        try {
            AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
            provider.assertHealthy();
            return Optional.of(provider);
        } catch (RuntimeException | LinkageError otherPlatform) {
            LOG.info(
                    "Callers' signatures are verified by the JDK: {}",
                    otherPlatform.getClass().getName());
            return Optional.empty();
        }
    }
}
