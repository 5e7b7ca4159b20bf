package org.prodrome.web.launch;

import java.time.Duration;
import org.prodrome.launcher.SigningKeys;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** This app's public keys, for EHRs that verify its client assertions. */
@RestController
class JwksController {
    static final String PATH = "/.well-known/jwks.json";

    private static final Duration CACHED = Duration.ofMinutes(15);
    private final SigningKeys keys;

    JwksController(SigningKeys keys) {
        this.keys = keys;
    }

    @GetMapping(PATH)
    ResponseEntity<String> jwks() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(CACHED).cachePublic())
                .contentType(MediaType.APPLICATION_JSON)
                .body(keys.publicJwks());
    }
}
