package org.prodrome.sandbox.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A request as the client sent it, or as a breach alters it.
 *
 * @param query the URL's parameters; {@code form} the body's. A repeated parameter keeps its last value here, see {@link BreachFilter}
 * @param headers by name in lower case
 */
record ClientRequest(
        String method, String path, Map<String, String> query, Map<String, String> form, Map<String, String> headers) {

    ClientRequest {
        query = new LinkedHashMap<>(query);
        form = new LinkedHashMap<>(form);
        headers = new TreeMap<>(headers);
    }

    boolean isFor(String wanted) {
        return path.equals(wanted);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(form.getOrDefault(name, query.get(name)));
    }

    ClientRequest by(String otherMethod) {
        return new ClientRequest(otherMethod, path, query, form, headers);
    }

    ClientRequest at(String otherPath) {
        return new ClientRequest(method, otherPath, query, form, headers);
    }

    ClientRequest withHeader(String name, String value) {
        Map<String, String> next = new TreeMap<>(headers);
        next.put(name.toLowerCase(Locale.ROOT), value);
        return new ClientRequest(method, path, query, form, next);
    }

    ClientRequest withoutHeader(String name) {
        Map<String, String> next = new TreeMap<>(headers);
        next.remove(name.toLowerCase(Locale.ROOT));
        return new ClientRequest(method, path, query, form, next);
    }

    ClientRequest without(String name) {
        return edited(parameters -> {
            parameters.remove(name);
            return parameters;
        });
    }

    /** Sets a parameter where the others are: in the URL of a GET, in the form of any other. */
    ClientRequest with(String name, String value) {
        Map<String, String> next = new LinkedHashMap<>(method.equals("GET") ? query : form);
        next.put(name, value);
        return method.equals("GET") ? withQuery(next) : withForm(next);
    }

    /** Changes a parameter that is there. */
    ClientRequest change(String name, UnaryOperator<String> change) {
        return parameter(name).map(value -> with(name, change.apply(value))).orElse(this);
    }

    ClientRequest withQuery(Map<String, String> next) {
        return new ClientRequest(method, path, next, form, headers);
    }

    ClientRequest withForm(Map<String, String> next) {
        return new ClientRequest(method, path, query, next, headers);
    }

    private ClientRequest edited(UnaryOperator<Map<String, String>> edit) {
        return withQuery(edit.apply(new LinkedHashMap<>(query))).withForm(edit.apply(new LinkedHashMap<>(form)));
    }

    static Map<String, String> decode(String encoded) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : encoded.isEmpty() ? new String[0] : encoded.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(text(parts[0]), parts.length == 1 ? "" : text(parts[1]));
        }
        return parameters;
    }

    /** What is encoded badly stays as it came: whoever answers the request will say so. */
    private static String text(String encoded) {
        try {
            return URLDecoder.decode(encoded, UTF_8);
        } catch (IllegalArgumentException _) {
            return encoded;
        }
    }

    @Override
    public String toString() {
        return "ClientRequest[" + method + " " + path + "]";
    }
}
