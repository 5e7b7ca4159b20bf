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
    private final ClientServices services;
    private final HookRequestReader reader;
    private final HookDesk desk;
    private final ProdromeSettings settings;
    private final Clock clock;

    HookController(
            CdsGate gate,
            ClientServices services,
            HookRequestReader reader,
            HookDesk desk,
            ProdromeSettings settings,
            Clock clock) {
        this.gate = gate;
        this.services = services;
        this.reader = reader;
        this.desk = desk;
        this.settings = settings;
        this.clock = clock;
    }

    @PostMapping("/cds-services/{id}")
    CdsResponse call(@PathVariable String id, HttpServletRequest request) {
        Instant until = Instant.now(clock).plus(settings.deadlines().hook());
        IssuerSettings issuer = gate.admit(request);
        HookRequest call = reader.read(services.at(id, issuer), issuer, CallBody.of(request));
        return desk.answer(call.service(), issuer, call, until);
    }
}
