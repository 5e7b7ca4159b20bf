package org.prodrome.web.advice;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.web.config.NotShownSettings;
import org.prodrome.web.config.NotShownSettings.Kind;

/**
 * What the site decided not to show to a role, on a unit or in a service. Pure.
 *
 * <p>What is not known of the asker suppresses nothing. A critical card is suppressed only by an entry that names its rule and says
 * {@code even-critical}; a card that says "not checked" never is.
 *
 * @param entries in the order of the configuration
 * @param roles role to the users who have it where FHIR does not say
 */
record NotShown(List<NotShownSettings> entries, Map<String, List<String>> roles) {

    /** Why a card is not shown to this asker; empty when it may be. */
    Optional<Showing> of(Card part, Asker asker) {
        if (part.basis() instanceof Basis.NotEvaluated || entries.isEmpty()) {
            return Optional.empty();
        }
        Set<String> askersRoles = rolesOf(asker);
        return entries.stream()
                .filter(entry -> isAbout(entry, part) && isFor(entry, askersRoles, asker.at()))
                .map(NotShown::why)
                .findFirst();
    }

    private Set<String> rolesOf(Asker asker) {
        Set<String> known = new HashSet<>(asker.at().roles());
        if (!asker.userType().isEmpty()) {
            known.add(asker.userType());
        }
        roles.forEach((role, users) -> {
            if (users.contains(asker.fhirUser())) {
                known.add(role);
            }
        });
        return known;
    }

    private static boolean isAbout(NotShownSettings entry, Card part) {
        return (part.severity() != Severity.CRITICAL || entry.evenCritical())
                && allows(entry.rules(), Set.of(part.basis().sourceId()))
                && allows(entry.severities(), Set.of(part.severity()))
                && allows(entry.kinds(), Set.of(kind(part)));
    }

    private static boolean isFor(NotShownSettings entry, Set<String> roles, Whereabouts at) {
        return allows(entry.roles(), roles)
                && allows(entry.units(), at.units())
                && allows(entry.services(), at.services());
    }

    /** What is not given is not asked; what is given and not known does not hold. */
    private static <T> boolean allows(Set<T> given, Set<T> known) {
        return given.isEmpty() || !Collections.disjoint(given, known);
    }

    private static Kind kind(Card part) {
        if (part.basis() instanceof Basis.ByModel) {
            return Kind.RISK;
        }
        return part.order() == null ? Kind.PATIENT_RULE : Kind.ORDER_SAFETY;
    }

    private static Showing why(NotShownSettings entry) {
        if (!entry.roles().isEmpty()) {
            return Showing.ROLE;
        }
        return entry.units().isEmpty() ? Showing.SERVICE : Showing.UNIT;
    }
}
