package org.prodrome.suite.spec.smart.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.prodrome.launcher.RedirectParameters;

/** A browser with cookies whose user signs in by the server's form, answers its consent page, and is sent back to the app. */
final class SignedInBrowser implements AutoCloseable {
    private static final int MOST_STEPS = 10;
    private static final Pattern INPUT = Pattern.compile("<input[^>]*>");
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final URI callback;
    private final List<String> consent;

    /** @param consent the scopes to tick where the server asks; it refuses the request where none is */
    SignedInBrowser(URI callback, String... consent) {
        this.callback = callback;
        this.consent = List.of(consent);
    }

    /** Goes where it is sent, from the authorization request to the app's redirect URI. */
    RedirectParameters visit(URI start) {
        return RedirectParameters.of(query(follow(get(start))));
    }

    /** The same for a request that is sent as a form. */
    RedirectParameters post(URI endpoint, Map<String, String> form) {
        return RedirectParameters.of(query(follow(submit(endpoint, List.copyOf(form.entrySet())))));
    }

    /** The status of the first answer. */
    int status(URI start) {
        return get(start).statusCode();
    }

    private URI follow(HttpResponse<String> first) {
        var answer = first;
        for (int step = 0; step < MOST_STEPS; step++) {
            if (answer.statusCode() == 302) {
                var target = location(answer);
                if (target.toString().startsWith(callback.toString())) {
                    return target;
                }
                answer = get(target);
            } else if (answer.statusCode() == 200) {
                answer = fillIn(answer);
            } else {
                throw new AssertionError(
                        "status " + answer.statusCode() + " at " + answer.uri().getPath());
            }
        }
        throw new AssertionError("never sent back to the app");
    }

    private static URI location(HttpResponse<String> answer) {
        return answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
    }

    /** The sign-in page asks for name and password, the consent page for scopes; both bring hidden fields to send back. */
    private HttpResponse<String> fillIn(HttpResponse<String> page) {
        var form = new ArrayList<Map.Entry<String, String>>();
        var inputs = INPUT.matcher(page.body());
        while (inputs.find()) {
            var input = attributes(inputs.group());
            var name = input.getOrDefault("name", "");
            var value = input.getOrDefault("value", "");
            switch (name) {
                case "username" -> form.add(Map.entry(name, PeerHospital.USER));
                case "password" -> form.add(Map.entry(name, PeerHospital.PASSWORD));
                case "scope" -> {
                    if (consent.contains(value)) {
                        form.add(Map.entry(name, value));
                    }
                }
                case "" -> {}
                default -> form.add(Map.entry(name, value));
            }
        }
        return submit(URI.create(page.uri().toString().replaceFirst("\\?.*", "")), form);
    }

    private static Map<String, String> attributes(String input) {
        var attributes = new HashMap<String, String>();
        var found = ATTRIBUTE.matcher(input);
        while (found.find()) {
            attributes.put(found.group(1), found.group(2).replace("&#61;", "=").replace("&amp;", "&"));
        }
        return attributes;
    }

    private HttpResponse<String> get(URI uri) {
        return send(HttpRequest.newBuilder(uri));
    }

    private HttpResponse<String> submit(URI uri, List<Map.Entry<String, String>> form) {
        var body = new ArrayList<String>();
        form.forEach(field ->
                body.add(URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8)));
        return send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("&", body))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Map<String, String[]> query(URI uri) {
        var parameters = new HashMap<String, String[]>();
        for (var pair : uri.getRawQuery().split("&")) {
            var parts = pair.split("=", 2);
            parameters.put(URLDecoder.decode(parts[0], UTF_8), new String[] {URLDecoder.decode(parts[1], UTF_8)});
        }
        return parameters;
    }

    @Override
    public void close() {
        http.close();
    }
}
