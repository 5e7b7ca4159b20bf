package org.prodrome.sandbox.fault;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Alters what clients sent as the breaches that are on demand, and notes what then arrives. A request that no breach
 * concerns goes on untouched, repeated parameters included.
 */
final class BreachFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient Faults faults;
    private final transient ReceivedRequests received;

    BreachFilter(Faults faults, ReceivedRequests received) {
        this.faults = faults;
        this.received = received;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ClientRequest sent = read(request);
        ClientRequest altered = Alterations.all(faults.breaches(), sent);
        received.add(Received.of(altered));
        if (altered.equals(sent)) {
            chain.doFilter(request, response);
        } else if (altered.path().equals(sent.path())) {
            chain.doFilter(new AlteredRequest(request, altered), response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static ClientRequest read(HttpServletRequest request) {
        Map<String, String> query = ClientRequest.decode(Objects.requireNonNullElse(request.getQueryString(), ""));
        Map<String, String> form = new LinkedHashMap<>();
        if (Objects.requireNonNullElse(request.getContentType(), "").startsWith("application/x-www-form-urlencoded")) {
            request.getParameterMap().forEach((name, values) -> form.put(name, values[values.length - 1]));
            form.keySet().removeAll(query.keySet());
        }
        Map<String, String> headers = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(Collections.list(request.getHeaderNames()));
        names.forEach(name -> headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
        return new ClientRequest(request.getMethod(), request.getRequestURI(), query, form, headers);
    }
}
