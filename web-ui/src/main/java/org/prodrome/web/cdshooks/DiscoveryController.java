package org.prodrome.web.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /cds-services}. */
@RestController
class DiscoveryController {
    private final CdsGate gate;
    private final ClientServices services;

    DiscoveryController(CdsGate gate, ClientServices services) {
        this.gate = gate;
        this.services = services;
    }

    @GetMapping("/cds-services")
    Discovery discover(HttpServletRequest request) {
        return new Discovery(services.offered(gate.admit(request)));
    }

    /** The discovery document. */
    record Discovery(List<CdsServiceKind.Service> services) {}
}
