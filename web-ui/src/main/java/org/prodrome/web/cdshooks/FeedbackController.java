package org.prodrome.web.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import org.prodrome.web.config.IssuerSettings;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /cds-services/{id}/feedback}. */
@RestController
class FeedbackController {
    private final CdsGate gate;
    private final FeedbackReader reader;
    private final FeedbackDesk desk;

    FeedbackController(CdsGate gate, FeedbackReader reader, FeedbackDesk desk) {
        this.gate = gate;
        this.reader = reader;
        this.desk = desk;
    }

    @PostMapping("/cds-services/{id}/feedback")
    ResponseEntity<Void> feedback(@PathVariable String id, HttpServletRequest request) {
        IssuerSettings issuer = gate.admit(request);
        if (CdsServiceKind.of(id).isEmpty()) {
            throw new FieldProblem(404, "id", "a known service", "another");
        }
        desk.record(issuer, reader.read(CallBody.of(request)));
        return ResponseEntity.ok().build();
    }
}
