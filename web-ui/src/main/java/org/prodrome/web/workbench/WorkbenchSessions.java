package org.prodrome.web.workbench;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.AuditLog;
import org.prodrome.web.config.WorkbenchSettings;
import org.prodrome.web.governance.Staff;
import org.prodrome.web.store.PatientVault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Who is signed in, apart from the browser session that an EHR's frame has: under a cookie of its own, new at each sign-in, of this host
 * alone, out of scripts' reach, and {@code SameSite=Lax}, so that no other site's form or frame carries it. On this node only, in memory;
 * a restart signs everybody out.
 */
final class WorkbenchSessions implements SecurityContextRepository {
    private static final Logger LOG = LoggerFactory.getLogger(WorkbenchSessions.class);

    static final String COOKIE = "__Host-prodrome-workbench";
    private static final int RANDOM_BYTES = 32;
    private static final int MOST = 5_000;

    private final WorkbenchSettings settings;
    private final PatientVault vault;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, Open> open;

    private record Open(Staff staff, Instant since, Instant used) {
        Open usedAt(Instant now) {
            return new Open(staff, since, now);
        }
    }

    WorkbenchSessions(WorkbenchSettings settings, PatientVault vault, AuditLog audit, Clock clock) {
        this.settings = settings;
        this.vault = vault;
        this.audit = audit;
        this.clock = clock;
        this.open = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(settings.longest())
                .build();
    }

    /** Who asks; asking counts as use, but for the signs of life that an idle page gives. */
    Optional<Staff> find(HttpServletRequest request) {
        Instant now = clock.instant();
        boolean alive = "heartbeat".equals(request.getParameter("v-r"));
        return key(request)
                .flatMap(key -> Optional.ofNullable(open.asMap()
                        .computeIfPresent(key, (same, one) -> !lives(one, now) ? null : alive ? one : one.usedAt(now))))
                .map(Open::staff);
    }

    private boolean lives(Open one, Instant now) {
        return now.isBefore(one.used().plus(settings.idle()))
                && now.isBefore(one.since().plus(settings.longest()));
    }

    /** Signs out, here and now. */
    void end(HttpServletRequest request) {
        key(request)
                .map(open.asMap()::remove)
                .ifPresent(gone -> audit.append(
                        AuditKind.STAFF_SIGNED_OUT, null, gone.staff().pseudonym(), Map.of()));
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        end(request);
        Authentication authentication = context.getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof OidcUser user) {
            Staff staff = staff(user, authentication);
            byte[] value = new byte[RANDOM_BYTES];
            random.nextBytes(value);
            String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(value);
            open.put(blind(secret), new Open(staff, clock.instant(), clock.instant()));
            audit.append(
                    AuditKind.STAFF_SIGNED_IN,
                    null,
                    staff.pseudonym(),
                    Map.of("roles", staff.roles().stream().sorted().toList().toString()));
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(secret, settings.longest()));
        } else {
            response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO));
        }
    }

    private Staff staff(OidcUser user, Authentication authentication) {
        String name = user.getFullName();
        return new Staff(
                vault.user(settings.issuer() + "#" + user.getSubject()),
                vault.blind("workbench-provider", settings.issuer().toString()),
                name == null ? "Signed in" : name,
                authentication.getAuthorities().stream()
                        .flatMap(authority -> Roles.named(authority.getAuthority()).stream())
                        .collect(Collectors.toSet()),
                proven(user).plus(settings.fresh()));
    }

    /** When they last proved who they are; never, where the provider does not say, though it was asked ({@code max_age}). */
    private Instant proven(OidcUser user) {
        Instant now = clock.instant();
        Instant said = user.getAuthenticatedAt();
        if (said == null) {
            LOG.warn("The provider's id_token says no auth_time, so that nobody can decide on changes of rules");
            return Instant.EPOCH;
        }
        return said.isAfter(now) ? now : said;
    }

    private static String cookie(String value, Duration life) {
        return ResponseCookie.from(COOKIE, value)
                .httpOnly(true)
                .secure(true)
                .sameSite("Lax")
                .path("/")
                .maxAge(life)
                .build()
                .toString();
    }

    @Override
    @SuppressWarnings("deprecation") // the interface still has it
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        find(holder.getRequest()).ifPresent(staff -> context.setAuthentication(new StaffToken(staff)));
        return context;
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return find(request).isPresent();
    }

    private Optional<String> key(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .map(cookie -> blind(cookie.getValue()))
                        .findFirst();
    }

    /** What lies in memory opens nothing. */
    private String blind(String secret) {
        return vault.blind("workbench-session", secret);
    }
}
