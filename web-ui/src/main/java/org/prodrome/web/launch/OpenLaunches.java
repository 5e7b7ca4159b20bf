package org.prodrome.web.launch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.launcher.LaunchContext;
import org.prodrome.launcher.LaunchException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The launches in use, in memory, under (browser, handle). The browser's half is a random value in its HTTP session, so
 * that several frames of one browser each keep their own launch and another browser can use none of them.
 */
@Component
public final class OpenLaunches {
    private static final Logger LOG = LoggerFactory.getLogger(OpenLaunches.class);
    private static final String BROWSER = OpenLaunches.class.getName() + ".browser";
    private static final int RANDOM_BYTES = 24;

    private final SecureRandom random = new SecureRandom();
    private final Cache<Key, PatientChoice> choices = Caffeine.newBuilder()
            .maximumSize(5_000)
            .expireAfterAccess(Duration.ofMinutes(30))
            .build();
    private final Cache<Key, Opened> arrivals = Caffeine.newBuilder()
            .maximumSize(5_000)
            .expireAfterWrite(Duration.ofMinutes(2))
            .scheduler(Scheduler.systemScheduler())
            .evictionListener((@Nullable Key key, @Nullable Opened opened, RemovalCause cause) -> giveBack(opened))
            .build();
    private final Cache<Key, OpenLaunch> launches = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterAccess(Duration.ofMinutes(30))
            .build();

    OpenLaunch chart(LaunchContext context, PatientId patient, URI fhirUser) {
        return new OpenLaunch(random(), context, patient, fhirUser);
    }

    PatientChoice choice(LaunchContext context, URI fhirUser) {
        return new PatientChoice(random(), context, fhirUser);
    }

    /** Gives what was opened to the browser of this request's session, which begins here at the earliest. */
    void keep(HttpServletRequest request, Opened opened) {
        keep(browser(request), opened);
    }

    private void keep(String browser, Opened opened) {
        Key key = new Key(browser, opened.handle());
        switch (opened) {
            case OpenLaunch launch -> launches.put(key, launch);
            case PatientChoice choice -> choices.put(key, choice);
        }
    }

    /**
     * Holds what was opened for a browser without a session, until it has one.
     *
     * @return the secret by which that browser fetches it, once
     */
    String hold(Opened opened) {
        String secret = random();
        arrivals.put(new Key(secret, opened.handle()), opened);
        return secret;
    }

    /** What is held under this secret and handle; the second to ask gets nothing. */
    Optional<Opened> take(@Nullable String secret, String handle) {
        return secret == null
                ? Optional.empty()
                : Optional.ofNullable(arrivals.asMap().remove(new Key(secret, handle)));
    }

    /** The launch of this handle that waits for a patient, if this browser opened it. */
    public Optional<PatientChoice> findChoice(@Nullable Object browser, String handle) {
        return browser instanceof String known
                ? Optional.ofNullable(choices.getIfPresent(new Key(known, handle)))
                : Optional.empty();
    }

    /** Opens the chart of the patient who was chosen; the choice stays, for another patient later. */
    OpenLaunch open(String browser, PatientChoice choice, PatientId patient) {
        OpenLaunch launch = chart(choice.context(), patient, choice.fhirUser());
        keep(browser, launch);
        return launch;
    }

    /** The launch of this handle, if this browser opened it and it has not ended. */
    public Optional<OpenLaunch> find(@Nullable Object browser, String handle) {
        return browser instanceof String known
                ? Optional.ofNullable(launches.getIfPresent(new Key(known, handle)))
                : Optional.empty();
    }

    /** Every launch in use whose access has not ended. Asking keeps none of them open. */
    public List<OpenLaunch> live() {
        return launches.asMap().values().stream()
                .filter(launch -> !launch.context().access().ended())
                .toList();
    }

    /** The name of the session attribute with the browser's half of the key. */
    public static String browserAttribute() {
        return BROWSER;
    }

    /**
     * One at a time: two frames of a session must not each give it a value. A session that was there before gets a new id with it, so
     * that whoever planted the old one is left outside.
     */
    private synchronized String browser(HttpServletRequest request) {
        HttpSession session = request.getSession();
        if (session.getAttribute(BROWSER) instanceof String known) {
            return known;
        }
        String fresh = random();
        session.setAttribute(BROWSER, fresh);
        if (!session.isNew()) {
            request.changeSessionId();
        }
        return fresh;
    }

    /** A launch that its browser never came for leaves no token behind. */
    private static void giveBack(@Nullable Opened opened) {
        if (opened != null) {
            Thread.startVirtualThread(() -> end(opened));
        }
    }

    private static void end(Opened opened) {
        try {
            opened.context().access().end();
        } catch (LaunchException notTaken) {
            LOG.warn("A token could not be given back: {}", notTaken.getMessage());
        }
    }

    private String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private record Key(String browser, String handle) {}
}
