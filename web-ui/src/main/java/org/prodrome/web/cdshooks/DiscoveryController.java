package org.prodrome.web.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /cds-services}. */
@RestController
class DiscoveryController {
    private final CdsGate gate;
    private final PrefetchTemplates templates;

    DiscoveryController(CdsGate gate, PrefetchTemplates templates) {
        this.gate = gate;
        this.templates = templates;
    }

    @GetMapping("/cds-services")
    Discovery discover(HttpServletRequest request) {
        gate.admit(request);
        return new Discovery(CdsServiceKind.all().stream()
                .map(kind -> kind.describe(templates.of(kind)))
                .toList());
    }

    /** The discovery document. */
    record Discovery(List<CdsServiceKind.Service> services) {}
}
