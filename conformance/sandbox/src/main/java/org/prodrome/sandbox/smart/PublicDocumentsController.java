package org.prodrome.sandbox.smart;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What anyone may read of the authorization server: its keys and the EHR's style. */
@RestController
class PublicDocumentsController {

    private final IdTokenSigner signer;

    PublicDocumentsController(IdTokenSigner signer) {
        this.signer = signer;
    }

    @GetMapping(path = "/auth/jwks", produces = MediaType.APPLICATION_JSON_VALUE)
    String keys() {
        return signer.published();
    }

    /** The properties of {@code smart_style_url} (SMART, scopes and launch context, styling). */
    @GetMapping("/auth/style.json")
    ResponseEntity<Resource> style() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(new ClassPathResource("style.json", PublicDocumentsController.class));
    }
}
