package org.prodrome.web.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import org.prodrome.web.config.IssuerSettings;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /cds-services/{id}/feedback}. */
@RestController
class FeedbackController {
    private static final int MOST_BYTES = 1 << 20;

    private final CdsGate gate;
    private final ClientServices services;
    private final FeedbackReader reader;
    private final FeedbackDesk desk;

    FeedbackController(CdsGate gate, ClientServices services, FeedbackReader reader, FeedbackDesk desk) {
        this.gate = gate;
        this.services = services;
        this.reader = reader;
        this.desk = desk;
    }

    @PostMapping("/cds-services/{id}/feedback")
    ResponseEntity<OperationOutcomes.Outcome> feedback(@PathVariable String id, HttpServletRequest request) {
        IssuerSettings issuer = gate.admit(request);
        services.at(id, issuer);
        FeedbackReader.Batch batch = reader.read(CallBody.of(request, MOST_BYTES), issuer.cdsClient());
        desk.record(issuer, batch.entries());
        return batch.wrong().isEmpty()
                ? ResponseEntity.ok().build()
                : ResponseEntity.badRequest()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(OperationOutcomes.partly(
                                batch.wrong(), batch.entries().size()));
    }
}
