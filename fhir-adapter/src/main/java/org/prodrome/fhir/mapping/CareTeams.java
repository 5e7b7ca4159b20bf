package org.prodrome.fhir.mapping;

import org.hl7.fhir.r4.model.CareTeam;
import org.prodrome.fhir.record.CareTeamFormed;

/** CareTeam to {@link CareTeamFormed}, without anybody's name. */
final class CareTeams {
    private CareTeams() {}

    static Mapped map(CareTeam team, Times times) {
        return Mapped.event(new CareTeamFormed(
                Sources.of(team),
                Concepts.first(team.getCategory(), team.getName()),
                times.planned(team.getPeriod().getStartElement()),
                times.end(team.getPeriod().getEndElement()),
                Concepts.code(team.getStatusElement(), ""),
                Concepts.each(team.getParticipant().stream()
                        .flatMap(member -> member.getRole().stream())
                        .toList())));
    }
}
