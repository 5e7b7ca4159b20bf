package org.prodrome.web.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.RefusalTally;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Every error of the CDS Hooks service as an OperationOutcome. */
@RestControllerAdvice(basePackageClasses = CdsErrors.class)
class CdsErrors {
    private static final Logger LOG = LoggerFactory.getLogger(CdsErrors.class);
    private final RefusalTally tally;
    private final HookMeters meters;

    CdsErrors(RefusalTally tally, HookMeters meters) {
        this.tally = tally;
        this.meters = meters;
    }

    @ExceptionHandler
    ResponseEntity<OperationOutcomes.Outcome> malformed(FieldProblem problem) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_JSON)
                .body(OperationOutcomes.error(
                        OperationOutcomes.code(problem.status()),
                        String.valueOf(problem.getMessage()),
                        problem.field()));
    }

    @ExceptionHandler
    ResponseEntity<OperationOutcomes.Outcome> refused(ClientRefused refused) {
        String reason = String.valueOf(refused.getMessage());
        tally.count(AuditKind.CDS_CALL_REFUSED, reason);
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .contentType(MediaType.APPLICATION_JSON)
                .body(OperationOutcomes.error("login", reason, null));
    }

    /** A hook that nobody checks for that is an alarm, and no token that was refused. */
    @ExceptionHandler
    ResponseEntity<OperationOutcomes.Outcome> unknown(KeysUnreadable unreadable, HttpServletRequest request) {
        meters.keysUnreadable(HookArrivals.isHook(request));
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, Integer.toString(KeysUnreadable.RETRY_AFTER_SECONDS))
                .contentType(MediaType.APPLICATION_JSON)
                .body(OperationOutcomes.error("transient", String.valueOf(unreadable.getMessage()), null));
    }

    @ExceptionHandler
    ResponseEntity<OperationOutcomes.Outcome> overloaded(Overloaded tooMuch) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, Integer.toString(Overloaded.RETRY_AFTER_SECONDS))
                .contentType(MediaType.APPLICATION_JSON)
                .body(OperationOutcomes.error("throttled", String.valueOf(tooMuch.getMessage()), null));
    }

    @ExceptionHandler
    ResponseEntity<OperationOutcomes.Outcome> failed(RuntimeException failure) {
        // the type only: a message may quote what came
        LOG.error("CDS Hooks call failed: {}", failure.getClass().getName());
        return ResponseEntity.status(HttpStatus.INTERNAL_SERVER_ERROR)
                .contentType(MediaType.APPLICATION_JSON)
                .body(OperationOutcomes.error("exception", "The call could not be answered.", null));
    }
}
