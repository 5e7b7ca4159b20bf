package org.prodrome.sandbox.smart;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/**
 * The page of a standalone launch: who are you, which patient where the app wants one, and may the app have what it asks
 * for? One form without script, so that a plain HTTP client can fill it in.
 */
record SignInPage(PatientDirectory directory) {

    /** @param search what the patients listed have in their name or id; empty lists all */
    String html(String requestId, AuthorizationRequest request, String search, String user) {
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>Sign in</title>
                <style>body{font:1rem/1.5 system-ui;max-width:34rem;margin:3rem auto;padding:0 1rem}
                select,button,input[type=search]{font:inherit;width:100%%;padding:.5rem;margin:.25rem 0 1rem}
                fieldset{max-height:20rem;overflow:auto;margin:0 0 1rem}fieldset label{display:block;padding:.25rem}
                </style></head><body>
                <h1>Sandbox EHR</h1>
                <p><strong>%s</strong> asks for: <code>%s</code></p>
                <form method="post" action="/auth/choice">
                <input type="hidden" name="request" value="%s">
                <label for="standalone-user">Sign in as</label><select id="standalone-user" name="user">%s</select>
                %s<button id="standalone-allow" name="answer" value="allow">Allow</button>
                <button id="standalone-deny" name="answer" value="deny" formnovalidate>Deny</button>
                </form></body></html>
                """.formatted(
                        escape(request.client().title()),
                        escape(Scope.join(request.scopes())),
                        escape(requestId),
                        users(user),
                        request.wantsPatient() ? picker(search) : "");
    }

    /** The search button comes first, so that Enter in the search field searches. */
    private String picker(String search) {
        return """
                <label for="standalone-patient-search">Find a patient by name or id</label>
                <input type="search" id="standalone-patient-search" name="search" value="%s">
                <button id="standalone-search" formaction="/auth/standalone" formnovalidate>Search</button>
                <fieldset><legend>Patient</legend>%s</fieldset>
                """.formatted(escape(search), patients(search));
    }

    private String users(String chosen) {
        return directory.users().stream()
                .map(user -> "<option value=\"" + escape(user.id()) + "\""
                        + (user.id().equals(chosen) ? " selected" : "") + ">" + escape(user.label()) + "</option>")
                .collect(Collectors.joining());
    }

    private String patients(String search) {
        List<PatientDirectory.Choice> found = directory.patients().stream()
                .filter(patient -> patient.matches(search))
                .toList();
        return found.isEmpty()
                ? "<p>No patient found.</p>"
                : found.stream().map(SignInPage::radio).collect(Collectors.joining());
    }

    private static String radio(PatientDirectory.Choice patient) {
        String id = escape(patient.id());
        return "<label><input type=\"radio\" name=\"patient\" required id=\"standalone-patient-" + id + "\" value=\""
                + id + "\"> " + escape(patient.label()) + " (" + id + ")</label>";
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text);
    }
}
