package org.prodrome.sandbox.fault;

import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The fault switch over HTTP: what is on, what could be, and putting a new list in its place. */
@RestController
@RequestMapping(path = "/sandbox/faults", produces = MediaType.APPLICATION_JSON_VALUE)
class FaultController {

    private final Faults faults;

    FaultController(Faults faults) {
        this.faults = faults;
    }

    @GetMapping
    Map<String, Object> show() {
        return Map.of(
                "faults", faults.active().stream().map(FaultJson::write).toList(), "available", FaultJson.names());
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> replace(@RequestBody JsonNode body) {
        List<Fault> wanted =
                body.path("faults").valueStream().map(FaultJson::read).toList();
        faults.set(wanted);
        return show();
    }

    @DeleteMapping
    Map<String, Object> clear() {
        faults.clear();
        return show();
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> refuse(IllegalArgumentException wrong) {
        return ResponseEntity.badRequest().body(Map.of("error", String.valueOf(wrong.getMessage())));
    }
}
