package org.prodrome.web.launch;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.launcher.AuthorizationRequest;
import org.prodrome.launcher.LaunchContext;
import org.prodrome.launcher.LaunchException;
import org.prodrome.launcher.LaunchRequest;
import org.prodrome.launcher.RedirectParameters;
import org.prodrome.launcher.SmartLauncher;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.AuditLog;
import org.prodrome.web.audit.RefusalTally;
import org.prodrome.web.store.PatientVault;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;

/** The two ends of a SMART EHR launch: the EHR's launch request and the authorization server's redirect. */
@Controller
class LaunchController {
    private static final Duration COOKIE_LIFE = Duration.ofMinutes(10);

    private final SmartLauncher launcher;
    private final OpenLaunches launches;
    private final PatientVault vault;
    private final AuditLog audit;
    private final RefusalTally tally;

    LaunchController(
            SmartLauncher launcher, OpenLaunches launches, PatientVault vault, AuditLog audit, RefusalTally tally) {
        this.launcher = launcher;
        this.launches = launches;
        this.vault = vault;
        this.audit = audit;
        this.tally = tally;
    }

    @GetMapping("/launch")
    void launch(HttpServletRequest request, HttpServletResponse response) {
        AuthorizationRequest authorization = launcher.authorize(LaunchRequest.of(request.getParameterMap()));
        ResponseCookie binding = cookie(authorization.bindingName(), authorization.browserBinding(), COOKIE_LIFE);
        redirect(response, authorization.uri(), binding);
    }

    @GetMapping(LauncherConfiguration.CALLBACK)
    void callback(HttpServletRequest request, HttpServletResponse response) {
        RedirectParameters redirect = RedirectParameters.of(request.getParameterMap());
        LaunchContext context = launcher.complete(redirect, binding(request, redirect.bindingName()));
        PatientId patient = new PatientId(context.requirePatient());
        URI user = context.fhirUser()
                .orElseGet(() -> URI.create(context.issuer() + "#" + vault.blind("subject", subject(context))));
        OpenLaunch open = launches.open(request.getSession(true), context, patient, user);
        audit.append(
                AuditKind.LAUNCH_COMPLETED,
                vault.patient(open.issuer(), patient),
                vault.user(user.toString()),
                Map.of("issuer", open.issuer(), "scopes", context.granted().toString()));
        redirect(response, URI.create("/app/" + open.handle()), cookie(redirect.bindingName(), "", Duration.ZERO));
    }

    /** Every refused launch ends on a page that says in words what happened and whom to tell what. */
    @ExceptionHandler
    ResponseEntity<String> refused(LaunchException refused) {
        tally.count(AuditKind.LAUNCH_REFUSED, refused.clause() + ": expected " + refused.expected());
        return ResponseEntity.status(
                        refused instanceof LaunchException.Unreachable ? HttpStatus.BAD_GATEWAY : HttpStatus.FORBIDDEN)
                .contentType(new MediaType(MediaType.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8))
                .body(LaunchRefusedPage.of(refused));
    }

    /** Who has no fhirUser is known by the id_token's subject; without either there is nobody to hold a decision to. */
    private static String subject(LaunchContext context) {
        return context.subject().orElseThrow(NobodyKnown::new);
    }

    @ExceptionHandler
    ResponseEntity<String> nobody(NobodyKnown nobody) {
        return ResponseEntity.status(HttpStatus.FORBIDDEN)
                .contentType(MediaType.TEXT_PLAIN)
                .body(
                        "Prodrome was opened without a user: the EHR's grant left out openid and fhirUser. Please tell your"
                                + " administrator.");
    }

    private static final class NobodyKnown extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static @Nullable String binding(HttpServletRequest request, String name) {
        Cookie @Nullable [] cookies = request.getCookies();
        return cookies == null
                ? null
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst()
                        .orElse(null);
    }

    private static ResponseCookie cookie(String name, String value, Duration life) {
        return ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(true)
                .partitioned(true)
                .sameSite("None")
                .path("/launch")
                .maxAge(life)
                .build();
    }

    /** Adds to the response as it is: a ResponseEntity's header would take the place of the session's own cookie. */
    private static void redirect(HttpServletResponse response, URI target, ResponseCookie cookie) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.LOCATION, target.toString());
        response.setStatus(HttpServletResponse.SC_FOUND);
    }
}
