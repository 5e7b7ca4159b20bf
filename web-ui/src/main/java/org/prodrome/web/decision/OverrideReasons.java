package org.prodrome.web.decision;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.finding.Severity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The override reasons of the data file, in its order: the everyday ones first.
 *
 * <p>CDS Hooks 2.0 knows "accepted" and "overridden" and no snooze, so a reason may stand for one there: it has a number of days.
 * A critical card can't be put off that way.
 */
@Component
public final class OverrideReasons {
    private static final String OTHER = "other";

    private final List<OverrideReason> reasons;

    OverrideReasons(JsonMapper json) {
        try (InputStream in = OverrideReasons.class.getResourceAsStream("override-reasons.json")) {
            this.reasons = List.copyOf(
                    json.readValue(Objects.requireNonNull(in), File.class).reasons());
        } catch (IOException e) {
            throw new UncheckedIOException("override-reasons.json is not readable", e);
        }
    }

    /** Every reason, those that snooze included. */
    public List<OverrideReason> all() {
        return reasons;
    }

    /** Those that say why, and snooze nothing: the app has a dialog of its own for that. */
    public List<OverrideReason> plain() {
        return reasons.stream().filter(reason -> reason.snoozeDays() == null).toList();
    }

    /** Those a hook's card of a severity offers. */
    public List<OverrideReason> of(Severity severity) {
        return severity == Severity.CRITICAL ? plain() : reasons;
    }

    public boolean knows(String code) {
        return find(code).isPresent();
    }

    /**
     * What a reason told in feedback comes to.
     *
     * @param code as told; one of another list counts as {@code other}
     * @param comment the clinician's words, or null
     * @param severity of the card it was told about
     * @param day it was told on, in the site's time zone
     */
    public Act act(String code, @Nullable String comment, Severity severity, LocalDate day) {
        OverrideReason reason = find(code).orElse(null);
        if (reason == null) {
            return new Act.Overridden(OTHER, comment);
        }
        Integer days = reason.snoozeDays();
        return days == null || severity == Severity.CRITICAL
                ? new Act.Overridden(code, comment)
                : new Act.Snoozed(day.plusDays(days));
    }

    private Optional<OverrideReason> find(String code) {
        return reasons.stream().filter(reason -> reason.code().equals(code)).findFirst();
    }

    record File(String source, String date, List<OverrideReason> reasons) {}
}
