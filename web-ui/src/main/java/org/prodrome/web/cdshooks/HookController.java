package org.prodrome.web.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.prodrome.fhir.search.Deadline;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /cds-services/{id}}. */
@RestController
class HookController {
    private final CdsGate gate;
    private final ClientServices services;
    private final HookCalls calls;
    private final HookMeters meters;

    HookController(CdsGate gate, ClientServices services, HookCalls calls, HookMeters meters) {
        this.gate = gate;
        this.services = services;
        this.calls = calls;
        this.meters = meters;
    }

    /** What touches the request stays on its thread; the answer itself may be left behind. */
    @PostMapping("/cds-services/{id}")
    CdsResponse call(@PathVariable String id, HttpServletRequest request) {
        Deadline until = HookArrivals.deadline(request);
        Caller caller = meters.stage("auth", () -> gate.verify(request, until));
        List<CdsServiceKind> kinds = services.at(id, caller.issuer());
        HookArrivals.name(request, HookCalls.likely(kinds).hook());
        byte[] body = meters.stage("body", () -> CallBody.of(request, until));
        CdsResponse answer = calls.answer(kinds, caller, body, until);
        HookArrivals.answered(request, answer);
        return answer;
    }
}
