package org.prodrome.web.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /cds-services/{id}}. */
@RestController
class HookController {
    private final CdsGate gate;
    private final HookRequestReader reader;
    private final HookDesk desk;
    private final ProdromeSettings settings;
    private final Clock clock;

    HookController(CdsGate gate, HookRequestReader reader, HookDesk desk, ProdromeSettings settings, Clock clock) {
        this.gate = gate;
        this.reader = reader;
        this.desk = desk;
        this.settings = settings;
        this.clock = clock;
    }

    @PostMapping("/cds-services/{id}")
    CdsResponse call(@PathVariable String id, HttpServletRequest request) {
        Instant until = Instant.now(clock).plus(settings.deadlines().hook());
        IssuerSettings issuer = gate.admit(request);
        CdsServiceKind service =
                CdsServiceKind.of(id).orElseThrow(() -> new FieldProblem(404, "id", "a known service", "another"));
        return desk.answer(service, issuer, reader.read(service, issuer, CallBody.of(request)), until);
    }
}
