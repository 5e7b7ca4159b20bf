package org.prodrome.sandbox.smart;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /ehr/launches}: a launch as the chart's button makes it, for tests that have no browser. */
@RestController
class LaunchController {

    private final LaunchDesk desk;

    LaunchController(LaunchDesk desk) {
        this.desk = desk;
    }

    @PostMapping(path = "/ehr/launches", consumes = "application/json", produces = "application/json")
    ResponseEntity<Map<String, String>> launch(@RequestBody Body body) {
        if (body.clientId() == null || body.patient() == null || body.practitioner() == null) {
            return refused("clientId, patient and practitioner: expected all three");
        }
        try {
            LaunchTicket ticket = desk.issue(body.toRequest(body.clientId(), body.patient(), body.practitioner()));
            return ResponseEntity.status(HttpStatus.CREATED)
                    .body(Map.of(
                            "launch", ticket.launch(),
                            "launchUrl", ticket.launchUrl().toString()));
        } catch (IllegalArgumentException e) {
            return refused(String.valueOf(e.getMessage()));
        }
    }

    private static ResponseEntity<Map<String, String>> refused(String why) {
        return ResponseEntity.badRequest().body(Map.of("error", why));
    }

    record Body(
            @Nullable String clientId,
            @Nullable String patient,
            @Nullable String encounter,
            @Nullable String practitioner,
            @Nullable String intent,
            @Nullable String appContext,
            @Nullable Boolean needPatientBanner,
            @Nullable List<String> fhirContext) {

        LaunchRequest toRequest(String client, String patientId, String practitionerId) {
            return new LaunchRequest(
                    client,
                    patientId,
                    encounter,
                    practitionerId,
                    intent,
                    appContext,
                    needPatientBanner == null || needPatientBanner,
                    fhirContext == null ? List.of() : fhirContext);
        }
    }
}
