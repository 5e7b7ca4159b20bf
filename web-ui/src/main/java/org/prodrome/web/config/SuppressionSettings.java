package org.prodrome.web.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What keeps cards from becoming noise.
 *
 * @param criticalOverride how long an override of a critical card holds the same matter back from who made it, while the facts stay
 *     the same
 * @param otherOverride how long that of any other does
 * @param accepted how long accepting a suggestion does that is about no order in progress
 * @param episodeAtMost an override also holds for as long as the encounter it was made in lasts, but no longer than this: some EHRs
 *     keep one encounter open for years
 * @param criticalEpisodeAtMost the same of an override of a critical card
 * @param alertsPerHour how many different matters, critical ones not counted, one user is told of by hooks in 60 minutes; 0 for
 *     no limit
 * @param roles which users have which role where FHIR does not say: role to absolute fhirUser URLs
 * @param notShown what is not shown to whom
 */
public record SuppressionSettings(
        @DefaultValue("24h") Duration criticalOverride,
        @DefaultValue("90d") Duration otherOverride,
        @DefaultValue("90d") Duration accepted,
        @DefaultValue("30d") Duration episodeAtMost,
        @DefaultValue("72h") Duration criticalEpisodeAtMost,
        @DefaultValue("30") int alertsPerHour,
        @DefaultValue Map<String, List<String>> roles,
        @DefaultValue List<NotShownSettings> notShown) {
    public SuppressionSettings {
        roles = Map.copyOf(roles);
        notShown = List.copyOf(notShown);
        if (criticalEpisodeAtMost.compareTo(criticalOverride) < 0) {
            throw new IllegalArgumentException("prodrome.suppression.critical-episode-at-most: expected at least"
                    + " critical-override, got " + criticalEpisodeAtMost);
        }
        if (alertsPerHour < 0) {
            throw new IllegalArgumentException(
                    "prodrome.suppression.alerts-per-hour: expected 0 or more, got " + alertsPerHour);
        }
    }
}
