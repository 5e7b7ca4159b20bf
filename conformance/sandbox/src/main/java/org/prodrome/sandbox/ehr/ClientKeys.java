package org.prodrome.sandbox.ehr;

import org.prodrome.sandbox.cds.ClientKey;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /cds-client/jwks.json}: the keys by which CDS services check this EHR's calls (the JWT's {@code jku}). */
@RestController
class ClientKeys {

    private final ClientKey key;

    ClientKeys(ClientKey key) {
        this.key = key;
    }

    @GetMapping(path = "/cds-client/jwks.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> keys() {
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(key.publicJwks());
    }
}
