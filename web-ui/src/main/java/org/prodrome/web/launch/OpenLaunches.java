package org.prodrome.web.launch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpSession;
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
    private final Cache<Key, OpenLaunch> launches = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterAccess(Duration.ofMinutes(30))
            .build();

    OpenLaunch open(HttpSession session, LaunchContext context, PatientId patient, java.net.URI fhirUser) {
        OpenLaunch launch = new OpenLaunch(random(), context, patient, fhirUser);
        launches.put(new Key(browser(session), launch.handle()), launch);
        return launch;
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
