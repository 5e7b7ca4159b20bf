package org.prodrome.fhir.capability;

import java.net.URI;
import java.util.Optional;

/** Fetches an address of one server; the caller's own transport, with its token, deadline and retries. */
@FunctionalInterface
public interface MetadataSource {

    /** The body of a 2xx answer; empty for any other outcome. Does not throw for what the server does. */
    Optional<String> body(URI target);
}
