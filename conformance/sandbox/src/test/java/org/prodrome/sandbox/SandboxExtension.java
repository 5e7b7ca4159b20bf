package org.prodrome.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.prodrome.sandbox.smart.ClientRegistration;

/** One sandbox with the tiny patients for all tests that do not need their own; faults are cleared after each test. */
public final class SandboxExtension implements ParameterResolver, AfterEachCallback {

    /** The day the tests' EHR believes it is; two days after the tiny data set was made. */
    public static final LocalDate TODAY = LocalDate.of(2026, 2, 2);

    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(SandboxExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestApp.class;
    }

    @Override
    public TestApp resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return shared(context).app();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        shared(context).app().sandbox().faults().clear();
    }

    private static Shared shared(ExtensionContext context) {
        return context.getRoot()
                .getStore(SPACE)
                .computeIfAbsent("sandbox", _ -> new Shared(start(settings -> settings)), Shared.class);
    }

    /** The tiny data set's folder. */
    public static Path tinyPatients() {
        try {
            return Path.of(Objects.requireNonNull(SandboxExtension.class.getResource("/tiny-patients"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An EHR of the test's own; the caller closes its sandbox. */
    public static TestApp start(UnaryOperator<SandboxSettings> change) {
        try {
            RSAKey rsa = new RSAKeyGenerator(2048).keyID("rsa-1").generate();
            ECKey ec = new ECKeyGenerator(Curve.P_384).keyID("ec-1").generate();
            String keys = new JWKSet(List.of(rsa.toPublicJWK(), ec.toPublicJWK())).toString();
            String origin = "http://127.0.0.1:1";
            SandboxSettings settings = SandboxSettings.onFreePort()
                    .withCdsServices(URI.create(origin + "/cds-services"))
                    .withPatientData(tinyPatients())
                    .withToday(TODAY)
                    .withClient(ClientRegistration.open("open-app", "Open", origin))
                    .withClient(ClientRegistration.open("other-app", "Other", origin))
                    .withClient(ClientRegistration.symmetric("secret-app", "Secret", origin, TestApp.SECRET))
                    .withClient(ClientRegistration.confidential("keyed-app", "Keyed", origin)
                            .withKeys(keys)
                            .withSystemScopes("system/*.rs"));
            return new TestApp(Sandbox.start(change.apply(settings)), rsa, ec, origin + "/launch/callback");
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Shared(TestApp app) implements AutoCloseable {

        @Override
        public void close() {
            app.sandbox().close();
        }
    }
}
