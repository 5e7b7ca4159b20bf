package org.prodrome.web.launch;

import java.net.URI;
import java.util.Map;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.launcher.LaunchContext;
import org.prodrome.launcher.Scope;
import org.prodrome.launcher.Scopes;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.AuditLog;
import org.prodrome.web.store.PatientVault;
import org.springframework.stereotype.Component;

/** Makes of finished launches what they open, if the grant is good enough for it, each with its entry in the audit log. */
@Component
public class ChartOpening {
    private final OpenLaunches launches;
    private final PatientVault vault;
    private final AuditLog audit;
    private final LaunchTurns turns;

    ChartOpening(OpenLaunches launches, PatientVault vault, AuditLog audit, LaunchTurns turns) {
        this.launches = launches;
        this.vault = vault;
        this.audit = audit;
        this.turns = turns;
    }

    /** The chart of the patient in context. */
    OpenLaunch inContext(LaunchContext context, PatientId patient) {
        requireReadablePatient(context);
        return noted(launches.chart(context, patient, user(context)));
    }

    private static void requireReadablePatient(LaunchContext context) {
        Scopes granted = context.granted();
        if (!granted.allows(Scope.Level.PATIENT, Scope.Interaction.READ, "Patient")
                && !granted.allows(Scope.Level.USER, Scope.Interaction.READ, "Patient")) {
            throw new PatientNotReadable();
        }
    }

    /** A launch without a patient, whose user will choose one. */
    PatientChoice toChoose(LaunchContext context) {
        requireReadablePatient(context);
        return launches.choice(context, user(context));
    }

    /** The chart of a patient whom the user chose. */
    public OpenLaunch chosen(String browser, PatientChoice choice, PatientId patient) {
        return noted(launches.open(browser, choice, patient));
    }

    private OpenLaunch noted(OpenLaunch open) {
        return turns.take(() -> {
            audit.append(
                    AuditKind.LAUNCH_COMPLETED,
                    vault.patient(open.issuer(), open.patient()),
                    vault.user(open.fhirUser().toString()),
                    Map.of(
                            "issuer",
                            open.issuer(),
                            "scopes",
                            open.context().granted().toString()));
            return open;
        });
    }

    /** Who has no fhirUser is known by the id_token's subject; without either there is nobody to hold a decision to. */
    private URI user(LaunchContext context) {
        return context.fhirUser()
                .orElseGet(() -> URI.create(context.issuer() + "#"
                        + vault.blind("subject", context.subject().orElseThrow(NobodyKnown::new))));
    }

    /** The EHR granted no reading of Patient, or only with a constraint: nobody would know whose chart it is. */
    static final class PatientNotReadable extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** The grant named no user. */
    static final class NobodyKnown extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
