package org.prodrome.fhir.writeback;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Patient;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.search.Answer;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.FhirHttp;
import org.prodrome.fhir.search.ReadLimits;
import org.prodrome.launcher.Scope.Interaction;

/**
 * Writes accepted drafts to the EHR, each once however often it is tried. Thread-safe; one per process, because it remembers
 * what each server can do.
 *
 * <p>Only where the server's CapabilityStatement and the granted scope allow it, and after the patient was read again: SMART
 * has no context synchronisation (scopes-and-launch-context).
 */
public final class EhrWriter {
    private final HttpClient client;
    private final ReadLimits limits;
    private final Capabilities capabilities = new Capabilities();

    public EhrWriter(HttpClient client, ReadLimits limits) {
        this.client = client;
        this.limits = limits;
    }

    /** With a client of its own and the default limits. */
    public static EhrWriter create() {
        return new EhrWriter(FhirHttp.newClient(), ReadLimits.DEFAULT);
    }

    /**
     * Writes what a decision asked for.
     *
     * @return a receipt for each draft, in their order
     * @throws FhirAdapterException.Refused where the access is to another issuer than the decision was made for
     */
    public List<Receipt> write(FhirAccess access, WriteBack writeBack, Duration budget) {
        if (!access.base().equals(writeBack.issuer())) {
            throw new FhirAdapterException.Refused("issuer: expected the one the decision was made for, got another");
        }
        var http = new FhirHttp(client, access, limits);
        Deadline deadline = Deadline.in(budget);
        Optional<Capabilities.Offer> offer = capabilities.of(http, deadline);
        if (offer.isEmpty()) {
            return all(writeBack, new Receipt.Failed(true, "the EHR did not say what it can do"));
        }
        Optional<Receipt> wrongPatient = verify(http, writeBack.patient(), deadline);
        if (wrongPatient.isPresent()) {
            return all(writeBack, wrongPatient.get());
        }
        var writing = new DraftWriting(http, offer.get(), writeBack, deadline);
        return writeBack.drafts().stream().map(writing::write).toList();
    }

    private static List<Receipt> all(WriteBack writeBack, Receipt receipt) {
        return writeBack.drafts().stream().map(draft -> receipt).toList();
    }

    private static Optional<Receipt> verify(FhirHttp http, PatientId patient, Deadline deadline) {
        if (!http.access().allows(Interaction.READ, "Patient")) {
            return Optional.of(new Receipt.NotAllowed(
                    Receipt.Obstacle.SCOPE, "reading the patient again before writing is not granted"));
        }
        URI target = URI.create(http.access().base() + "/" + patient.reference().literal());
        return switch (http.get(target, deadline)) {
            case Answer.Success success when isPatient(success.body(), patient) -> Optional.empty();
            case Answer.Success ignored ->
                Optional.of(new Receipt.NotAllowed(Receipt.Obstacle.PATIENT, "the EHR answered with another patient"));
            case Answer.Failure failure ->
                Optional.of(
                        failure.retryable()
                                ? new Receipt.Failed(true, "the patient could not be read again: " + failure.detail())
                                : new Receipt.NotAllowed(
                                        Receipt.Obstacle.PATIENT,
                                        "the patient could not be read again: " + failure.detail()));
        };
    }

    private static boolean isPatient(String json, PatientId patient) {
        try {
            return FhirJson.parse(json) instanceof Patient found
                    && patient.value().equals(found.getIdElement().getIdPart());
        } catch (FhirAdapterException.Unreadable e) {
            return false;
        }
    }
}
