package org.prodrome.sandbox.fault;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/** Closes the connection of a request that was marked, whatever of its answer is still to be sent. */
public final class DroppedConnections extends ValveBase {

    private static final String MARK = DroppedConnections.class.getName();

    DroppedConnections() {
        super(true);
    }

    /** What was flushed arrives, the rest does not. */
    public static void mark(HttpServletRequest request) {
        request.setAttribute(MARK, true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.getAttribute(MARK) != null) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }
}
