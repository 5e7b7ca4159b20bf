package org.prodrome.sandbox.smart;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The approved apps. Thread-safe; apps may be added while the EHR runs, as an administrator would. */
public final class ClientRegistry {

    private final Map<String, ClientRegistration> clients = new ConcurrentHashMap<>();

    public ClientRegistry(Collection<ClientRegistration> approved) {
        approved.forEach(this::register);
    }

    /** Approves an app, or replaces the registration that has the same id. */
    public void register(ClientRegistration client) {
        clients.put(client.clientId(), client);
    }

    public Optional<ClientRegistration> find(String clientId) {
        return Optional.ofNullable(clients.get(clientId));
    }

    public List<ClientRegistration> all() {
        return List.copyOf(clients.values());
    }
}
