package org.prodrome.web.decision;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The override reasons of the data file, in its order: the everyday ones first. */
@Component
public final class OverrideReasons {
    private final List<OverrideReason> reasons;

    OverrideReasons(JsonMapper json) {
        try (InputStream in = OverrideReasons.class.getResourceAsStream("override-reasons.json")) {
            this.reasons = List.copyOf(
                    json.readValue(Objects.requireNonNull(in), File.class).reasons());
        } catch (IOException e) {
            throw new UncheckedIOException("override-reasons.json is not readable", e);
        }
    }

    public List<OverrideReason> all() {
        return reasons;
    }

    public boolean knows(String code) {
        return reasons.stream().anyMatch(reason -> reason.code().equals(code));
    }

    record File(String source, String date, List<OverrideReason> reasons) {}
}
