package org.prodrome.web.launch;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.launcher.AuthorizationRequest;
import org.prodrome.launcher.LaunchContext;
import org.prodrome.launcher.LaunchException;
import org.prodrome.launcher.LaunchRequest;
import org.prodrome.launcher.RedirectParameters;
import org.prodrome.launcher.Scope;
import org.prodrome.launcher.SmartLauncher;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.IssuerSettings.Standalone;
import org.prodrome.web.config.ProdromeSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The ends of a SMART launch: an EHR's or a user's request to begin, and the authorization server's redirect. */
@Controller
class LaunchController {
    private static final Logger LOG = LoggerFactory.getLogger(LaunchController.class);

    static final String STANDALONE = "/launch/standalone";

    private static final Duration COOKIE_LIFE = Duration.ofMinutes(10);
    /** What every browser, proxy and server takes in a URL. */
    private static final int LONGEST_URL = 2_000;

    private final SmartLauncher launcher;
    private final ChartOpening charts;
    private final Arrival arrival;
    private final ProdromeSettings settings;

    LaunchController(SmartLauncher launcher, ChartOpening charts, Arrival arrival, ProdromeSettings settings) {
        this.launcher = launcher;
        this.charts = charts;
        this.arrival = arrival;
        this.settings = settings;
    }

    @GetMapping("/launch")
    void launch(HttpServletRequest request, HttpServletResponse response) throws IOException {
        begin(LaunchRequest.of(request.getParameterMap()), response);
    }

    /** Which EHR: the page a user opens who isn't in a chart. */
    @GetMapping("/standalone")
    ResponseEntity<String> choose() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(LaunchPages.standalone(offered()));
    }

    @GetMapping(STANDALONE)
    void standalone(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String iss = Optional.ofNullable(request.getParameter("iss")).orElse("");
        Optional<IssuerSettings> issuer =
                offered().stream().filter(known -> known.isAt(iss)).findFirst();
        if (issuer.isEmpty()) {
            redirect(response, URI.create("/standalone"));
            return;
        }
        URI base = issuer.get().issuer();
        begin(
                issuer.get().standalone() == Standalone.APP_CHOOSES_PATIENT
                        ? LaunchRequest.standaloneWithoutPatient(base)
                        : LaunchRequest.standalone(base),
                response);
    }

    @GetMapping(LauncherConfiguration.CALLBACK)
    void callback(HttpServletRequest request, HttpServletResponse response) {
        RedirectParameters redirect = RedirectParameters.of(request.getParameterMap());
        LaunchContext context = completed(redirect, request, response);
        try {
            arrival.of(opened(context), request, response);
        } catch (RuntimeException refused) {
            giveBack(context);
            throw refused;
        }
    }

    /** The cookie goes once the launch is over, well or not; it stays where this app failed and the user may try again. */
    private LaunchContext completed(
            RedirectParameters redirect, HttpServletRequest request, HttpServletResponse response) {
        try {
            LaunchContext context = launcher.complete(redirect, Cookies.read(request, redirect.bindingName()));
            Cookies.drop(response, redirect.bindingName());
            return context;
        } catch (LaunchException over) {
            Cookies.drop(response, redirect.bindingName());
            throw over;
        }
    }

    private Opened opened(LaunchContext context) {
        return context.patient().isEmpty() && mayChoose(context)
                ? charts.toChoose(context)
                : charts.inContext(context, new PatientId(context.requirePatient()));
    }

    /** Of a launch that opens nothing no token stays, here or, if it takes it back, at the EHR. */
    private static void giveBack(LaunchContext context) {
        try {
            context.access().end();
        } catch (LaunchException notAsked) {
            LOG.warn("A token could not be given back: {}", notAsked.getMessage());
        }
    }

    /** Only an issuer set up for it, and only where the user may look for patients. */
    private boolean mayChoose(LaunchContext context) {
        return settings.issuer(context.issuer().toString())
                        .filter(issuer -> issuer.standalone() == Standalone.APP_CHOOSES_PATIENT)
                        .isPresent()
                && context.granted().allows(Scope.Level.USER, Scope.Interaction.SEARCH, "Patient");
    }

    private List<IssuerSettings> offered() {
        return settings.issuers().stream()
                .filter(issuer -> issuer.standalone() != Standalone.OFF)
                .toList();
    }

    private void begin(LaunchRequest request, HttpServletResponse response) throws IOException {
        AuthorizationRequest authorization = launcher.authorize(request);
        Cookies.add(response, authorization.bindingName(), authorization.browserBinding(), COOKIE_LIFE);
        if (byPost(request, authorization)) {
            post(response, authorization);
        } else {
            redirect(response, authorization.uri());
        }
    }

    private boolean byPost(LaunchRequest request, AuthorizationRequest authorization) {
        return switch (settings.issuer(request.iss().toString())
                .map(IssuerSettings::authorizeBy)
                .orElse(IssuerSettings.AuthorizeBy.AUTO)) {
            case GET -> false;
            case POST -> true;
            case AUTO ->
                authorization.byPost() && authorization.uri().toString().length() > LONGEST_URL;
        };
    }

    private static void post(HttpServletResponse response, AuthorizationRequest authorization) throws IOException {
        NoncedPage.write(response, nonce -> LaunchPages.posting(authorization, nonce));
    }

    static void redirect(HttpServletResponse response, URI target) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.LOCATION, target.toString());
        response.setStatus(HttpServletResponse.SC_FOUND);
    }
}
