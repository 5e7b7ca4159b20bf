package org.prodrome.web.decision;

import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** An act as JSON, for the sealed envelope. */
@Component
final class DecisionJson {
    private final JsonMapper mapper;

    DecisionJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    byte[] write(Act act) {
        return mapper.writeValueAsBytes(act);
    }

    Act read(String kind, byte[] plain) {
        return switch (kind) {
            case "ACCEPTED" -> mapper.readValue(plain, Act.Accepted.class);
            case "OVERRIDDEN" -> mapper.readValue(plain, Act.Overridden.class);
            case "SNOOZED" -> mapper.readValue(plain, Act.Snoozed.class);
            case "CONTESTED" -> mapper.readValue(plain, Act.Contested.class);
            case Act.WITHDRAWN -> mapper.readValue(plain, Act.Withdrawn.class);
            default -> throw new IllegalStateException("decision kind: expected one of five, got another");
        };
    }
}
