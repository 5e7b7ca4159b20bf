package org.prodrome.web.workbench;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.rule.RuleDescription;
import org.prodrome.web.governance.Role;
import org.prodrome.web.governance.RuleChange;
import org.prodrome.web.governance.RuleSettings;
import org.prodrome.web.governance.Staff;

/** Settings, people and times in words. */
final class WorkbenchWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final int SHORT = 8;

    private WorkbenchWords() {}

    static String of(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "Critical";
            case WARNING -> "Warning";
            case INFO -> "Information";
        };
    }

    static String of(Role role) {
        return switch (role) {
            case AUTHOR -> "informaticist";
            case APPROVER -> "approver";
            case VIEWER -> "reader";
        };
    }

    static String of(RuleChange.Status status) {
        return switch (status) {
            case PROPOSED -> "Waits for a second person";
            case RELEASED -> "Released";
            case REFUSED -> "Refused";
            case WITHDRAWN -> "Withdrawn";
            case UNCONFIRMED -> "In force, awaiting confirmation";
            case CONFIRMED -> "Confirmed";
            case OVERTURNED -> "Overturned";
            case SUPERSEDED -> "Closed by a later release";
        };
    }

    static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone));
    }

    /** People are known by pseudonyms alone, but everybody knows themselves. */
    static String who(String pseudonym, Staff reader) {
        return pseudonym.equals(reader.pseudonym().hash()) ? "you" : "colleague " + pseudonym.substring(0, SHORT);
    }

    static String severity(@Nullable Severity local, RuleDescription rule) {
        return local == null ? of(rule.severity()) + ", as in the pack" : of(local);
    }

    /** What differs, a line each: {@code State: On to Silent}. */
    static List<String> differences(RuleDescription rule, RuleSettings from, RuleSettings to) {
        List<String> lines = new ArrayList<>();
        if (from.state() != to.state()) {
            lines.add("State: " + from.state().words() + " \u2192 " + to.state().words());
        }
        if (from.severity() != to.severity()) {
            lines.add("Severity: " + severity(from.severity(), rule) + " \u2192 " + severity(to.severity(), rule));
        }
        TreeSet<String> names = new TreeSet<>(from.parameters().keySet());
        names.addAll(to.parameters().keySet());
        for (String name : names) {
            String before = value(rule, from, name);
            String after = value(rule, to, name);
            if (!before.equals(after)) {
                lines.add(name + ": " + before + " \u2192 " + after);
            }
        }
        return lines;
    }

    /** The value in force under these settings, with its unit. */
    static String value(RuleDescription rule, RuleSettings settings, String name) {
        Number local = settings.parameters().get(name);
        return rule.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .map(parameter -> ((local == null ? parameter.value() : local) + " " + parameter.unit()).strip())
                .orElse(String.valueOf(local));
    }
}
