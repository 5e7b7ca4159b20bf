package org.prodrome.web.chart;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.ReadProgress;
import org.prodrome.fhir.search.Reading;
import org.prodrome.fhir.search.RecordReader;
import org.prodrome.reasoning.Budget;
import org.prodrome.reasoning.Moment;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.note.NoteFindings;
import org.prodrome.web.advice.Advice;
import org.prodrome.web.advice.AdviceDesk;
import org.prodrome.web.advice.AskedFrom;
import org.prodrome.web.advice.Asker;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.AuditLog;
import org.prodrome.web.audit.RefusedResources;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.decision.Channel;
import org.prodrome.web.draft.Clinician;
import org.prodrome.web.draft.DraftDesk;
import org.prodrome.web.launch.OpenLaunch;
import org.prodrome.web.store.PatientVault;
import org.springframework.stereotype.Service;

/** Reads the record of an open launch and asks for advice on it. */
@Service
class ChartLoader {
    private final RecordReader reader;
    private final NoteFindings notes;
    private final AdviceDesk desk;
    private final DraftDesk drafts;
    private final PatientVault vault;
    private final AuditLog audit;
    private final RefusedResources refused;
    private final ProdromeSettings settings;
    private final Clock clock;

    ChartLoader(
            RecordReader reader,
            NoteFindings notes,
            AdviceDesk desk,
            DraftDesk drafts,
            PatientVault vault,
            AuditLog audit,
            RefusedResources refused,
            ProdromeSettings settings,
            Clock clock) {
        this.reader = reader;
        this.notes = notes;
        this.desk = desk;
        this.drafts = drafts;
        this.vault = vault;
        this.audit = audit;
        this.refused = refused;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Reads, assesses, then sends what waited for this user's grant.
     *
     * @param progress told how far reading has come, by the threads that read
     */
    LoadedChart load(OpenLaunch launch, ReadProgress.Listener progress) {
        PatientRecord record = notes.addTo(reader.read(
                FhirAccess.of(launch.context().access()),
                launch.patient(),
                Reading.within(settings.deadlines().record()).telling(progress)));
        audited(launch, record);
        refused.audit(record, launch.fhirUser().toString());
        Asker asker = new Asker(
                Channel.APP,
                launch.fhirUser().toString(),
                null,
                AskedFrom.of(record, launch.context().encounter().orElse(null), Set.of()));
        Advice advice = desk.advise(
                asker,
                record,
                Moment.CHART,
                List.of(),
                Budget.of(settings.deadlines().assessment()));
        drafts.sendWaiting(Clinician.of(launch), record);
        return new LoadedChart(
                record,
                advice,
                desk.decided(launch.issuer(), launch.patient()),
                drafts.states(Clinician.of(launch)),
                LocalDate.ofInstant(Instant.now(clock), settings.zone()),
                release(advice));
    }

    private String release(Advice advice) {
        String rules = "rules " + desk.rulesVersion();
        return switch (advice.risks()) {
            case ModelAnswer.RiskProfile profile ->
                profile.model().name() + " " + profile.model().version() + " \u00B7 " + rules;
            case ModelAnswer.Unavailable ignored -> "no model \u00B7 " + rules;
        };
    }

    private void audited(OpenLaunch launch, PatientRecord record) {
        String gaps = record.gaps().stream().map(Gap::part).distinct().collect(Collectors.joining(" "));
        audit.append(
                AuditKind.RECORD_READ,
                vault.patient(launch.issuer(), launch.patient()),
                vault.user(launch.fhirUser().toString()),
                Map.of("resources", Integer.toString(record.resourceCount()), "gaps", gaps));
    }
}
