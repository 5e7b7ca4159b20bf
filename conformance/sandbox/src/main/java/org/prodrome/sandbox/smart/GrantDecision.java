package org.prodrome.sandbox.smart;

import java.util.ArrayList;
import java.util.List;
import org.prodrome.sandbox.fault.Fault;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.fault.SmartDefect;

/** Which of the scopes a client asked for it gets: all that make sense for a user's launch, less what a fault drops. */
final class GrantDecision {

    private final Faults faults;

    GrantDecision(Faults faults) {
        this.faults = faults;
    }

    Grant decide(AuthorizationRequest request, LaunchRequest launch) {
        List<Scope> granted = new ArrayList<>();
        request.scopes().stream().filter(scope -> fits(scope, launch)).forEach(granted::add);
        if (faults.has(SmartDefect.NARROWER_GRANT)) {
            List<Scope> data =
                    granted.stream().filter(Scope.Data.class::isInstance).toList();
            granted.removeAll(data.subList(Math.min(1, data.size()), data.size()));
        }
        return new Grant(
                request.client().clientId(), granted, launch, request.nonce().orElse(null));
    }

    private boolean fits(Scope scope, LaunchRequest launch) {
        if (faults.active().contains(new Fault.MissingScope(scope.text()))) {
            return false;
        }
        return switch (scope) {
            case Scope.Data data -> data.level() != Scope.Level.SYSTEM;
            case Scope.Word word -> !word.text().equals("launch/encounter") || launch.encounterId() != null;
        };
    }
}
