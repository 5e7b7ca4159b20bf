package org.prodrome.sandbox.smart;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A standalone launch's page: sign in, find a patient, allow or deny. */
@RestController
class StandaloneController {

    private final StandaloneLaunches waiting;
    private final PatientDirectory directory;
    private final AuthorizationDesk desk;
    private final SignInPage page;

    StandaloneController(StandaloneLaunches waiting, PatientDirectory directory, AuthorizationDesk desk) {
        this.waiting = waiting;
        this.directory = directory;
        this.desk = desk;
        this.page = new SignInPage(directory);
    }

    ResponseEntity<String> ask(AuthorizationRequest request) {
        return show(page.html(waiting.keep(request), request, "", ""));
    }

    @PostMapping("/auth/standalone")
    ResponseEntity<String> search(HttpServletRequest http) {
        Parameters parameters = Parameters.of(http);
        String id = parameters.require("request");
        String search = parameters.find("search").orElse("");
        return show(page.html(id, find(id), search, parameters.find("user").orElse("")));
    }

    @PostMapping("/auth/choice")
    ResponseEntity<String> choose(HttpServletRequest http) {
        Parameters parameters = Parameters.of(http);
        String id = parameters.require("request");
        AuthorizationRequest request = find(id);
        if (!parameters.require("answer").equals("allow")) {
            waiting.take(id);
            return AuthorizeController.redirect(
                    AuthorizationDesk.refuse(request.redirectUri(), request.state(), OAuthError.accessDenied()));
        }
        LaunchRequest context = context(request, parameters);
        return AuthorizeController.redirect(desk.grant(waiting.take(id).orElseThrow(() -> gone()), context));
    }

    private LaunchRequest context(AuthorizationRequest request, Parameters parameters) {
        String client = request.client().clientId();
        String user = known(directory.users(), "user", parameters);
        return request.wantsPatient()
                ? LaunchRequest.of(client, known(directory.patients(), "patient", parameters), user)
                : LaunchRequest.withoutPatient(client, user);
    }

    private static String known(List<PatientDirectory.Choice> choices, String name, Parameters parameters) {
        String chosen = parameters.require(name);
        if (choices.stream().noneMatch(choice -> choice.id().equals(chosen))) {
            throw OAuthError.invalidRequest(name + ": expected one of this EHR, got another");
        }
        return chosen;
    }

    private AuthorizationRequest find(String id) {
        return waiting.find(id).orElseThrow(() -> gone());
    }

    private static OAuthError gone() {
        return OAuthError.invalidRequest("request: expected one that waits for an answer");
    }

    private static ResponseEntity<String> show(String html) {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_HTML)
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", "frame-ancestors 'none'")
                .body(html);
    }
}
