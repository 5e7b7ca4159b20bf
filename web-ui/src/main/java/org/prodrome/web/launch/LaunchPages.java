package org.prodrome.web.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.prodrome.launcher.AuthorizationRequest;
import org.prodrome.web.config.IssuerSettings;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriComponentsBuilder;

/** The plain pages around a launch: no session, no framework, everything from outside escaped. */
final class LaunchPages {
    private static final String REFUSED = template("launch-refused.html");
    private static final String STANDALONE = template("standalone.html");
    private static final String POSTING = template("authorize-by-post.html");

    private static final String ARRIVAL = template("arrival.html");

    private LaunchPages() {}

    static String refused(Refusal refusal) {
        return REFUSED.replace("{{sentence}}", escaped(refusal.sentence()))
                .replace("{{hint}}", escaped(refusal.hint()))
                .replace("{{expected}}", escaped(refusal.expected()))
                .replace("{{arrived}}", escaped(refusal.arrived()))
                .replace("{{clause}}", escaped(refusal.clause()))
                .replace("{{server}}", escaped(refusal.server()))
                .replace("{{reference}}", escaped(refusal.reference()))
                .replace("{{time}}", escaped(refusal.time()));
    }

    /** The issuers that this app may be opened for without their chart. */
    static String standalone(List<IssuerSettings> offered) {
        StringBuilder choices = new StringBuilder();
        for (int i = 0; i < offered.size(); i++) {
            choices.append(String.format(
                    Locale.ROOT,
                    "<li><a id=\"issuer-%d\" href=\"%s\">%s</a></li>",
                    i + 1,
                    escaped(begins(offered.get(i))),
                    escaped(offered.get(i).name())));
        }
        String list = offered.isEmpty()
                ? "<p id=\"no-issuer\">No EHR is set up for this. Open Prodrome from a patient's chart instead.</p>"
                : "<ul>" + choices + "</ul>";
        return STANDALONE.replace("{{choices}}", list);
    }

    private static String begins(IssuerSettings issuer) {
        return UriComponentsBuilder.fromPath(LaunchController.STANDALONE)
                .queryParam("iss", "{iss}")
                .encode()
                .buildAndExpand(issuer.issuer())
                .toUriString();
    }

    /** A form that posts itself, with a button for a browser that runs no script. */
    static String posting(AuthorizationRequest request, String nonce) {
        String fields = request.parameters().entrySet().stream()
                .map(field -> "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                        .formatted(escaped(field.getKey()), escaped(field.getValue())))
                .collect(Collectors.joining());
        return POSTING.replace("{{endpoint}}", escaped(request.endpoint().toString()))
                .replace("{{fields}}", fields)
                .replace("{{nonce}}", escaped(nonce));
    }

    /** Fetches the session of a finished launch, then goes to its page. */
    static String arrival(String nonce) {
        return ARRIVAL.replace("{{nonce}}", escaped(nonce));
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8").replace("{", "&#123;");
    }

    private static String template(String name) {
        try (InputStream in = LaunchPages.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " is not readable", e);
        }
    }
}
