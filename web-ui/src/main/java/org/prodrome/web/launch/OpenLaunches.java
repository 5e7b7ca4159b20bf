package org.prodrome.web.launch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.launcher.LaunchContext;
import org.springframework.stereotype.Component;

/**
 * The launches in use, in memory, under (browser, handle). The browser's half is a random value in its HTTP session, so
 * that several frames of one browser each keep their own launch and another browser can use none of them.
 */
@Component
public final class OpenLaunches {
    private static final String BROWSER = OpenLaunches.class.getName() + ".browser";
    private static final int RANDOM_BYTES = 24;

    private final SecureRandom random = new SecureRandom();
    private final Cache<Key, PatientChoice> choices = Caffeine.newBuilder()
            .maximumSize(5_000)
            .expireAfterAccess(Duration.ofMinutes(30))
            .build();
    private final Cache<Key, OpenLaunch> launches = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterAccess(Duration.ofMinutes(30))
            .build();

    OpenLaunch open(HttpSession session, LaunchContext context, PatientId patient, URI fhirUser) {
        return open(browser(session), context, patient, fhirUser);
    }

    private OpenLaunch open(String browser, LaunchContext context, PatientId patient, URI fhirUser) {
        OpenLaunch launch = new OpenLaunch(random(), context, patient, fhirUser);
        launches.put(new Key(browser, launch.handle()), launch);
        return launch;
    }

    /** Keeps a launch that has no patient yet. */
    PatientChoice await(HttpSession session, LaunchContext context, URI fhirUser) {
        PatientChoice choice = new PatientChoice(random(), context, fhirUser);
        choices.put(new Key(browser(session), choice.handle()), choice);
        return choice;
    }

    /** The launch of this handle that waits for a patient, if this browser opened it. */
    public Optional<PatientChoice> findChoice(@Nullable Object browser, String handle) {
        return browser instanceof String known
                ? Optional.ofNullable(choices.getIfPresent(new Key(known, handle)))
                : Optional.empty();
    }

    /** Opens the chart of the patient who was chosen; the choice stays, for another patient later. */
    OpenLaunch open(String browser, PatientChoice choice, PatientId patient) {
        return open(browser, choice.context(), patient, choice.fhirUser());
    }

    /** The launch of this handle, if this browser opened it and it has not ended. */
    public Optional<OpenLaunch> find(@Nullable Object browser, String handle) {
        return browser instanceof String known
                ? Optional.ofNullable(launches.getIfPresent(new Key(known, handle)))
                : Optional.empty();
    }

    /** The name of the session attribute with the browser's half of the key. */
    public static String browserAttribute() {
        return BROWSER;
    }

    private String browser(HttpSession session) {
        if (session.getAttribute(BROWSER) instanceof String known) {
            return known;
        }
        String fresh = random();
        session.setAttribute(BROWSER, fresh);
        return fresh;
    }

    private String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private record Key(String browser, String handle) {}
}
