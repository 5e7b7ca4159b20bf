package org.prodrome.web.launch;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Brings a browser from a finished launch to its page.
 *
 * <p>A browser with a session goes there at once. One without gets a page that fetches its session under a lock which all frames of
 * that browser share: of several launches that finish at once, each would else begin a session, and the last one's cookie would take
 * the others' charts away.
 */
@Controller
class Arrival {
    static final String PATH = "/launch/arrival/";

    private static final Duration COOKIE_LIFE = Duration.ofMinutes(2);
    private static final int NAME_LENGTH = 16;

    private final OpenLaunches launches;

    Arrival(OpenLaunches launches) {
        this.launches = launches;
    }

    void of(Opened opened, HttpServletRequest request, HttpServletResponse response) {
        if (request.getSession(false) != null) {
            launches.keep(request, opened);
            LaunchController.redirect(response, URI.create(opened.path()));
        } else {
            Cookies.add(response, cookieName(opened.handle()), launches.hold(opened), COOKIE_LIFE);
            LaunchController.redirect(response, URI.create(PATH + opened.handle()));
        }
    }

    @GetMapping(PATH + "{handle}")
    void page(HttpServletResponse response) throws IOException {
        NoncedPage.write(response, LaunchPages::arrival);
    }

    /** Gives what was opened to the session, which begins here at the earliest; the answer is where to go. */
    @PostMapping(PATH + "{handle}")
    ResponseEntity<String> enter(
            @PathVariable String handle, HttpServletRequest request, HttpServletResponse response) {
        Optional<Opened> opened = launches.take(Cookies.read(request, cookieName(handle)), handle);
        opened.ifPresent(known -> launches.keep(request, known));
        Cookies.drop(response, cookieName(handle));
        return ResponseEntity.status(opened.isPresent() ? HttpStatus.OK : HttpStatus.FORBIDDEN)
                .cacheControl(CacheControl.noStore())
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(opened.map(Opened::path).orElse("not held for this browser"));
    }

    private static String cookieName(String handle) {
        String safe = handle.replaceAll("[^A-Za-z0-9_-]", "");
        return "arrival-" + safe.substring(0, Math.min(NAME_LENGTH, safe.length()));
    }
}
