package org.prodrome.sandbox.workforce;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** The provider's two pages: forms without script. */
final class WorkforcePages {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>body{font:1rem/1.5 system-ui;max-width:34rem;margin:3rem auto;padding:0 1rem}
            fieldset{margin:0 0 1rem}fieldset label{display:block;padding:.4rem}button{font:inherit;padding:.5rem 1rem}
            </style></head><body>
            """;

    private WorkforcePages() {}

    static String signIn(String request, String client, List<Employee> employees) {
        String people = employees.stream()
                .map(one -> "<label><input type=\"radio\" name=\"employee\" required value=\"%s\"> %s <small>(%s)</small></label>"
                        .formatted(escape(one.subject()), escape(one.name()), escape(one.does())))
                .collect(Collectors.joining());
        return HEAD.formatted("Staff sign-in") + """
                <h1>Sandbox hospital: staff sign-in</h1>
                <p><strong>%s</strong> asks who you are. These people are invented and have no passwords.</p>
                <form method="post" action="%s/sign-in"><input type="hidden" name="request" value="%s">
                <fieldset><legend>Sign in as</legend>%s</fieldset>
                <button id="workforce-sign-in" name="answer" value="sign-in">Sign in</button>
                <button id="workforce-cancel" name="answer" value="cancel" formnovalidate>Cancel</button>
                </form></body></html>
                """.formatted(escape(client), WorkforceController.ROOT, escape(request), people);
    }

    static String signedOut() {
        return HEAD.formatted("Signed out") + "<h1>You are signed out</h1></body></html>";
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
