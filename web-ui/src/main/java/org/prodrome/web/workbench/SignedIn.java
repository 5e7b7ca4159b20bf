package org.prodrome.web.workbench;

import com.vaadin.flow.server.VaadinServletRequest;
import java.util.Optional;
import org.prodrome.web.governance.Staff;

/** Who is behind the request that is being answered; asked anew at each act. */
final class SignedIn {
    private final WorkbenchSessions sessions;

    SignedIn(WorkbenchSessions sessions) {
        this.sessions = sessions;
    }

    Optional<Staff> now() {
        return Optional.ofNullable(VaadinServletRequest.getCurrent())
                .flatMap(request -> sessions.find(request.getHttpServletRequest()));
    }

    void end() {
        Optional.ofNullable(VaadinServletRequest.getCurrent())
                .ifPresent(request -> sessions.end(request.getHttpServletRequest()));
    }
}
