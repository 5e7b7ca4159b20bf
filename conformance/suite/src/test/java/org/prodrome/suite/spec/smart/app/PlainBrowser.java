package org.prodrome.suite.spec.smart.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without script: keeps cookies by host as browsers do, goes where it is sent, fills in forms. */
public final class PlainBrowser implements AutoCloseable {
    private static final String ARRIVAL = "/launch/arrival/";
    private static final int MOST_STEPS = 12;
    private static final Pattern FIELD =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");
    private static final Pattern ACTION = Pattern.compile("<form [^>]*action=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Map<String, String>> cookies = new ConcurrentHashMap<>();
    private final List<URI> visited = new CopyOnWriteArrayList<>();

    /** Follows redirects until a page comes, or an address of the app's chart, which is not opened. */
    public HttpResponse<String> visit(URI start) {
        HttpResponse<String> answer = get(start);
        for (int step = 0; step < MOST_STEPS && redirects(answer); step++) {
            URI target = location(answer).orElseThrow();
            if (opensApp(target)) {
                return answer;
            }
            answer = get(target);
        }
        return answer;
    }

    private static boolean redirects(HttpResponse<?> answer) {
        return answer.statusCode() == 302 || answer.statusCode() == 303;
    }

    private static boolean opensApp(URI target) {
        return target.getPath().startsWith("/app/")
                || target.getPath().startsWith("/patients/")
                || target.getPath().startsWith(ARRIVAL);
    }

    /** The page of the app that a launch ended on; a browser without a session fetches one first, as the page's script does. */
    Optional<URI> opened(HttpResponse<String> end) {
        return location(end).filter(PlainBrowser::opensApp).map(target -> {
            if (!target.getPath().startsWith(ARRIVAL)) {
                return target;
            }
            var entered = send(HttpRequest.newBuilder(target).POST(HttpRequest.BodyPublishers.noBody()));
            if (entered.statusCode() != 200) {
                throw new AssertionError("status " + entered.statusCode() + " at the app's arrival page");
            }
            return target.resolve(entered.body());
        });
    }

    public static Optional<URI> location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").map(answer.uri()::resolve);
    }

    public HttpResponse<String> get(URI uri) {
        visited.add(uri);
        return send(HttpRequest.newBuilder(uri).header("Accept", "text/html"));
    }

    /** The same with cookies that were its own before, as somebody would send who kept them. */
    public HttpResponse<String> getWith(Map<String, String> kept, URI uri) {
        return sendWith(kept, HttpRequest.newBuilder(uri));
    }

    HttpResponse<String> postWith(Map<String, String> kept, URI uri) {
        return sendWith(kept, HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private HttpResponse<String> sendWith(Map<String, String> kept, HttpRequest.Builder request) {
        String host = request.build().uri().getHost();
        cookies.put(host, new ConcurrentHashMap<>(kept));
        return send(request);
    }

    /** Sends the page's form as its button would, with these fields beside the hidden ones. */
    public HttpResponse<String> submit(HttpResponse<String> page, Map<String, String> fields) {
        Map<String, String> form = hidden(page);
        form.putAll(fields);
        String body = form.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(action(page))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    static URI action(HttpResponse<String> page) {
        var action = ACTION.matcher(page.body());
        if (!action.find()) {
            throw new AssertionError("expected a form, got a page without");
        }
        return page.uri().resolve(text(action.group(1)));
    }

    static Map<String, String> hidden(HttpResponse<String> page) {
        Map<String, String> fields = new LinkedHashMap<>();
        var found = FIELD.matcher(page.body());
        while (found.find()) {
            fields.put(found.group(1), text(found.group(2)));
        }
        return fields;
    }

    /** Every address that was opened, oldest first. */
    List<URI> visited() {
        return List.copyOf(visited);
    }

    /** The cookies of a host, by name. */
    public Map<String, String> cookies(String host) {
        return Map.copyOf(cookies.getOrDefault(host, Map.of()));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            String host = request.build().uri().getHost();
            String held = cookies(host).entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
            if (!held.isEmpty()) {
                request.header("Cookie", held);
            }
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(header -> keep(host, header));
            return answer;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void keep(String host, String header) {
        for (HttpCookie cookie : HttpCookie.parse(header)) {
            var ofHost = cookies.computeIfAbsent(host, any -> new ConcurrentHashMap<>());
            if (cookie.getMaxAge() == 0) {
                ofHost.remove(cookie.getName());
            } else {
                ofHost.put(cookie.getName(), cookie.getValue());
            }
        }
    }

    /** The characters behind a page's escapes. */
    static String text(String html) {
        return html.replace("&#61;", "=")
                .replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }

    @Override
    public void close() {
        http.close();
    }
}
