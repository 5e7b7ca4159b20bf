package org.prodrome.web.launch;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.UUID;
import org.prodrome.launcher.LaunchException;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.RefusalTally;
import org.prodrome.web.config.ProdromeSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Every launch that ends early ends on a page that says in words what happened and what to tell the administrator. */
@ControllerAdvice(assignableTypes = {LaunchController.class, Arrival.class})
class LaunchRefusals {
    private static final Logger LOG = LoggerFactory.getLogger(LaunchRefusals.class);

    private final RefusalTally tally;
    private final Clock clock;
    private final ZoneId zone;

    LaunchRefusals(RefusalTally tally, Clock clock, ProdromeSettings settings) {
        this.tally = tally;
        this.clock = clock;
        this.zone = settings.zone();
    }

    @ExceptionHandler
    ResponseEntity<String> refused(LaunchException refused) {
        tally.count(AuditKind.LAUNCH_REFUSED, refused.clause() + ": expected " + refused.expected());
        String reference = reference();
        LOG.warn("Launch refused, reference {}: {}", reference, refused.getMessage());
        return page(Refusal.of(refused, reference, clock.instant(), zone));
    }

    @ExceptionHandler
    ResponseEntity<String> nobody(ChartOpening.NobodyKnown nobody) {
        tally.count(AuditKind.LAUNCH_REFUSED, "no user in the grant");
        String reference = reference();
        LOG.warn("Launch refused, reference {}: the grant names no user", reference);
        return page(Refusal.nobody(reference, clock.instant(), zone));
    }

    @ExceptionHandler
    ResponseEntity<String> unreadable(ChartOpening.PatientNotReadable unreadable) {
        tally.count(AuditKind.LAUNCH_REFUSED, "no reading of Patient in the grant");
        String reference = reference();
        LOG.warn("Launch refused, reference {}: the grant lets Patient not be read", reference);
        return page(Refusal.unreadable(reference, clock.instant(), zone));
    }

    /** The message of an unexpected failure may hold anything, so only its kind and place are logged. */
    @ExceptionHandler
    ResponseEntity<String> ownFault(RuntimeException fault) {
        String reference = reference();
        StackTraceElement[] trace = fault.getStackTrace();
        LOG.error(
                "Launch failed, reference {}: {} at {}",
                reference,
                fault.getClass().getName(),
                trace.length == 0 ? "an unknown place" : trace[0]);
        return page(Refusal.ownFault(fault, reference, clock.instant(), zone));
    }

    private static ResponseEntity<String> page(Refusal refusal) {
        return ResponseEntity.status(refusal.status())
                .cacheControl(CacheControl.noStore())
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(LaunchPages.refused(refusal));
    }

    private static String reference() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
