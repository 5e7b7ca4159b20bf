package org.prodrome.sandbox.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URLEncoder;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request as a breach has altered it. */
final class AlteredRequest extends HttpServletRequestWrapper {

    private final ClientRequest altered;

    AlteredRequest(HttpServletRequest sent, ClientRequest altered) {
        super(sent);
        this.altered = altered;
    }

    @Override
    public String getMethod() {
        return altered.method();
    }

    @Override
    public @Nullable String getQueryString() {
        return altered.query().isEmpty()
                ? null
                : altered.query().entrySet().stream()
                        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
                        .collect(Collectors.joining("&"));
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, String[]> parameters = new LinkedHashMap<>();
        altered.query().forEach((name, value) -> parameters.put(name, new String[] {value}));
        altered.form().forEach((name, value) -> parameters.put(name, new String[] {value}));
        return parameters;
    }

    @Override
    public @Nullable String getParameter(String name) {
        return altered.parameter(name).orElse(null);
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return getParameterMap().get(name);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    @Override
    public @Nullable String getHeader(String name) {
        return altered.header(name.toLowerCase(Locale.ROOT)).orElse(null);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return Collections.enumeration(
                altered.header(name.toLowerCase(Locale.ROOT)).stream().toList());
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(altered.headers().keySet());
    }

    @Override
    public @Nullable String getContentType() {
        return getHeader("content-type");
    }
}
