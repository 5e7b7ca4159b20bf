package org.prodrome.web.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.prodrome.launcher.LaunchException;
import org.springframework.web.util.HtmlUtils;

/** The page of a refused launch: one sentence for the clinician, the rest for the administrator. */
final class LaunchRefusedPage {
    private static final String TEMPLATE = template();

    private LaunchRefusedPage() {}

    static String of(LaunchException refused) {
        String server = refused.oauthError()
                .map(error -> error.code() + " " + error.description())
                .orElse("none");
        return TEMPLATE.replace("{{sentence}}", escaped(refused.userSentence()))
                .replace("{{hint}}", escaped(refused.administratorHint()))
                .replace("{{expected}}", escaped(refused.expected()))
                .replace("{{arrived}}", escaped(refused.arrived()))
                .replace("{{clause}}", escaped(refused.clause()))
                .replace("{{server}}", escaped(server.strip()));
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8").replace("{", "&#123;");
    }

    private static String template() {
        try (InputStream in = LaunchRefusedPage.class.getResourceAsStream("launch-refused.html")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("launch-refused.html is not readable", e);
        }
    }
}
