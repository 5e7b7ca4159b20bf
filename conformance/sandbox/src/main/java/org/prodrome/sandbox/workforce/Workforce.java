package org.prodrome.sandbox.workforce;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.smart.ClientAssertions;
import org.prodrome.sandbox.smart.ClientAuthentication;
import org.prodrome.sandbox.smart.ClientGate;
import org.prodrome.sandbox.smart.ClientRegistration;
import org.prodrome.sandbox.smart.ClientRegistry;
import org.prodrome.sandbox.smart.EhrAddress;
import org.prodrome.sandbox.smart.IdTokenSigner;
import org.prodrome.sandbox.smart.JwkSource;

/**
 * The provider's parts. Its clients and keys are not the EHR's.
 *
 * @param clients a client's launch URL is where it may be sent after sign-out
 */
public record Workforce(WorkforceAddress address, WorkforceDesk desk, ClientRegistry clients, ClientGate gate) {
    /** The app's rules page at its origin: {@code /workbench/callback/workforce} and {@code /workbench/rules}. */
    public static final String CLIENT = "prodrome-workbench";

    /**
     * The provider with the app as its one client.
     *
     * @param app the app's origin, without a trailing slash
     */
    public static Workforce of(EhrAddress ehr, String app, JwkSource keys, InstantSource clock, Faults faults) {
        WorkforceAddress address = WorkforceAddress.at(ehr);
        ClientRegistry clients = new ClientRegistry(List.of(new ClientRegistration(
                CLIENT,
                "Prodrome rules",
                new ClientAuthentication.KeysAt(URI.create(app + "/.well-known/jwks.json")),
                URI.create(app + "/workbench/rules"),
                Set.of(app + "/workbench/callback/workforce"),
                Set.of())));
        return new Workforce(
                address,
                new WorkforceDesk(address, new IdTokenSigner(ehr, clock, faults), clock, faults),
                clients,
                new ClientGate(clients, new ClientAssertions(address.tokenEndpoint(), keys, clock)));
    }
}
