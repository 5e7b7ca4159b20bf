package org.prodrome.sandbox.smart;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** The page of a standalone launch: who are you, which patient, and may the app have what it asks for? */
record SignInPage(PatientDirectory directory) {

    String html(String requestId, AuthorizationRequest request) {
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>Sign in</title>
                <style>body{font:1rem/1.5 system-ui;max-width:34rem;margin:3rem auto;padding:0 1rem}
                select,button{font:inherit;width:100%%;padding:.5rem;margin:.25rem 0 1rem}</style></head><body>
                <h1>Sandbox EHR</h1>
                <p><strong>%s</strong> asks for: <code>%s</code></p>
                <form method="post" action="/auth/choice">
                <input type="hidden" name="request" value="%s">
                <label for="user">Sign in as</label><select id="user" name="user">%s</select>
                <label for="patient">Patient</label><select id="patient" name="patient">%s</select>
                <button id="allow" name="answer" value="allow">Allow</button>
                <button id="deny" name="answer" value="deny">Deny</button>
                </form></body></html>
                """.formatted(
                        HtmlUtils.htmlEscape(request.client().title()),
                        HtmlUtils.htmlEscape(Scope.join(request.scopes())),
                        requestId,
                        options(directory.users()),
                        options(directory.patients()));
    }

    private static String options(List<PatientDirectory.Choice> choices) {
        return choices.stream()
                .map(choice -> "<option value=\"" + HtmlUtils.htmlEscape(choice.id()) + "\">"
                        + HtmlUtils.htmlEscape(choice.label()) + "</option>")
                .collect(Collectors.joining());
    }
}
