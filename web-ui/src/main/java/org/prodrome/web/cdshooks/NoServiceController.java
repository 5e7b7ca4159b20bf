package org.prodrome.web.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Whatever else is asked for below {@code /cds-services}: nothing is there, or not by that method (RFC 9110, 15.5.5 and 15.5.6). */
@RestController
class NoServiceController {
    private static final String FEEDBACK = "feedback";

    /** Every method by its name: of one that names none Spring answers OPTIONS itself, as if all were right. */
    @RequestMapping(
            path = "/cds-services/**",
            method = {
                RequestMethod.GET,
                RequestMethod.HEAD,
                RequestMethod.POST,
                RequestMethod.PUT,
                RequestMethod.PATCH,
                RequestMethod.DELETE,
                RequestMethod.OPTIONS
            })
    ResponseEntity<OperationOutcomes.Outcome> answer(HttpServletRequest request) {
        Optional<HttpMethod> right = method(request.getRequestURI());
        boolean asks = request.getMethod().equals(HttpMethod.OPTIONS.name());
        if (right.isPresent() && asks) {
            return ResponseEntity.ok()
                    .header(HttpHeaders.ALLOW, right.get() + ", OPTIONS")
                    .build();
        }
        HttpStatus status = right.isPresent() ? HttpStatus.METHOD_NOT_ALLOWED : HttpStatus.NOT_FOUND;
        var answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
        right.ifPresent(method -> answer.allow(method, HttpMethod.OPTIONS));
        String words = right.map(method -> "method: expected " + method + ", got another")
                .orElse("path: expected one of a service, got another");
        return answer.body(OperationOutcomes.error(OperationOutcomes.code(status.value()), words, null));
    }

    /** By which a path is asked; empty where it is no path of ours. */
    private static Optional<HttpMethod> method(String path) {
        String[] parts = path.substring(1).split("/", -1);
        boolean named = parts.length > 1 && !parts[1].isEmpty();
        return switch (parts.length) {
            case 1 -> Optional.of(HttpMethod.GET);
            case 2 -> named ? Optional.of(HttpMethod.POST) : Optional.empty();
            case 3 -> named && parts[2].equals(FEEDBACK) ? Optional.of(HttpMethod.POST) : Optional.empty();
            default -> Optional.empty();
        };
    }
}
