package org.prodrome.web.config;

import java.util.Set;
import org.prodrome.reasoning.finding.Severity;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One decision of the site on what is not shown to whom. What is given must hold all together: one of the rules, one of the
 * severities, one of the kinds; and one of the roles, one of the units, one of the services. What is not given is not asked.
 *
 * @param rules rule ids, or {@code model/OUTCOME}
 * @param severities of the card
 * @param kinds of advice
 * @param roles of the user: a code, {@code system|code}, a name of {@code suppression.roles}, or the type of the user's resource
 * @param units of the encounter: {@code Location/ID}, {@code Organization/ID}, an identifier
 * @param services of the encounter: a code or {@code system|code}
 * @param evenCritical critical cards too; only for rules that are named one by one
 * @param reason who decided it and why; it is asked for, since nobody remembers
 */
public record NotShownSettings(
        @DefaultValue Set<String> rules,
        @DefaultValue Set<Severity> severities,
        @DefaultValue Set<Kind> kinds,
        @DefaultValue Set<String> roles,
        @DefaultValue Set<String> units,
        @DefaultValue Set<String> services,
        @DefaultValue("false") boolean evenCritical,
        @DefaultValue("") String reason) {
    private static final String HERE = "prodrome.suppression.not-shown: ";

    public NotShownSettings {
        rules = Set.copyOf(rules);
        severities = Set.copyOf(severities);
        kinds = Set.copyOf(kinds);
        roles = Set.copyOf(roles);
        units = Set.copyOf(units);
        services = Set.copyOf(services);
        if (rules.isEmpty() && severities.isEmpty() && kinds.isEmpty()) {
            throw new IllegalArgumentException(HERE + "expected rules, severities or kinds, got none of them");
        }
        if (roles.isEmpty() && units.isEmpty() && services.isEmpty()) {
            throw new IllegalArgumentException(HERE + "expected roles, units or services, got none of them");
        }
        if (evenCritical && rules.isEmpty()) {
            throw new IllegalArgumentException(HERE + "expected rules beside even-critical, got none");
        }
        if (severities.contains(Severity.CRITICAL) && !evenCritical) {
            throw new IllegalArgumentException(HERE + "expected even-critical and rules beside severity CRITICAL");
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException(HERE + "expected a reason, got none");
        }
    }

    /** What sort of advice a card is. */
    public enum Kind {
        /** A rule about an order in progress. */
        ORDER_SAFETY,
        /** A rule about the patient: a gap in care, an overlooked result. */
        PATIENT_RULE,
        /** A risk of the model. */
        RISK
    }
}
