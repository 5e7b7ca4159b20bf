package org.prodrome.sandbox.smart;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.prodrome.sandbox.fault.SmartDefect;
import tools.jackson.databind.json.JsonMapper;

/**
 * The two well-known documents under the FHIR base. A servlet of its own, because everything else under that path belongs
 * to the FHIR server. JSON whatever the Accept header says.
 */
final class DiscoveryServlet extends HttpServlet {

    static final String SMART_PATH = "/fhir/.well-known/smart-configuration";
    static final String OPENID_PATH = "/fhir/.well-known/openid-configuration";

    private static final long serialVersionUID = 1L;

    private final transient Discovery discovery;

    DiscoveryServlet(Discovery discovery) {
        this.discovery = discovery;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        BrokenAnswers answers = new BrokenAnswers(discovery.faults());
        answers.delay();
        if (discovery.faults().has(SmartDefect.DISCOVERY_DOWN)) {
            response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            return;
        }
        if (discovery.faults().has(SmartDefect.DISCOVERY_REDIRECTS)) {
            response.sendRedirect("http://127.0.0.1:1" + request.getServletPath());
            return;
        }
        Map<String, Object> document =
                request.getServletPath().equals(SMART_PATH) ? discovery.smart() : discovery.openId();
        boolean broken = discovery.faults().has(SmartDefect.DISCOVERY_NOT_JSON);
        String body = broken ? "<html>maintenance</html>" : JsonMapper.shared().writeValueAsString(document);
        response.setContentType("application/json");
        response.getOutputStream().write(answers.discovery(body).getBytes(StandardCharsets.UTF_8));
    }
}
