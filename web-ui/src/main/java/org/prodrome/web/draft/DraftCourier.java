package org.prodrome.web.draft;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.prodrome.web.draft.DraftOutbox.Waiting;
import org.prodrome.web.draft.WriteState.Status;
import org.prodrome.web.launch.OpenLaunches;
import org.prodrome.web.store.PatientVault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tries again, every few seconds, what is due: under the grant of its clinician's open launch, else by the app's own where the
 * issuer allows that. What has neither waits.
 */
@Component
class DraftCourier {
    private static final Logger LOG = LoggerFactory.getLogger(DraftCourier.class);
    private static final int AT_ONCE = 50;

    private final DraftOutbox outbox;
    private final DraftSending sending;
    private final DraftChanges changes;
    private final OpenLaunches launches;
    private final BackendWriters backends;
    private final PatientVault vault;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    DraftCourier(
            DraftOutbox outbox,
            DraftSending sending,
            DraftChanges changes,
            OpenLaunches launches,
            BackendWriters backends,
            PatientVault vault) {
        this.outbox = outbox;
        this.sending = sending;
        this.changes = changes;
        this.launches = launches;
        this.backends = backends;
        this.vault = vault;
    }

    /**
     * Starts a round for each issuer with something due, unless its last one is still under way: an EHR that hangs delays no
     * other.
     *
     * @return the rounds that were started
     */
    @Scheduled(fixedDelayString = "PT10S", initialDelayString = "PT10S")
    List<Thread> deliver() {
        List<Waiting> due = outbox.due(AT_ONCE);
        if (due.isEmpty()) {
            return List.of();
        }
        List<Clinician> present = launches.live().stream().map(Clinician::of).toList();
        return due.stream()
                .collect(Collectors.groupingBy(waiting -> waiting.draft().issuer()))
                .entrySet()
                .stream()
                .filter(issuer -> underWay.add(issuer.getKey()))
                .map(issuer -> Thread.startVirtualThread(() -> round(issuer.getKey(), issuer.getValue(), present)))
                .toList();
    }

    /** Up to the first draft that the EHR gives no answer for: it would give the others none. */
    private void round(String issuer, List<Waiting> due, List<Clinician> present) {
        try {
            boolean answers = true;
            for (Waiting waiting : due) {
                if (answers) {
                    answers = answered(waiting, present);
                } else {
                    sending.putOff(waiting);
                }
            }
        } finally {
            underWay.remove(issuer);
        }
    }

    private boolean answered(Waiting waiting, List<Clinician> present) {
        try {
            Optional<Clinician> grant = grant(waiting, present);
            if (grant.isEmpty()) {
                sending.leave(waiting);
                return true;
            }
            Status now = goOn(grant.get(), waiting).status();
            return now != Status.WAITING && now != Status.WITHDRAWING;
        } catch (RuntimeException failure) {
            LOG.error(
                    "A draft could not be sent, and is tried again: {}",
                    failure.getClass().getName());
            return true;
        }
    }

    private Waiting goOn(Clinician clinician, Waiting waiting) {
        return waiting.status() == Status.WITHDRAWING
                ? changes.resume(clinician, waiting)
                : sending.send(clinician, waiting);
    }

    private Optional<Clinician> grant(Waiting waiting, List<Clinician> present) {
        return present.stream()
                .filter(clinician -> vault.user(clinician.user()).equals(waiting.actor())
                        && vault.patient(clinician.issuer(), clinician.patient())
                                .equals(waiting.patient()))
                .findFirst()
                .or(() -> backends.of(waiting.draft()));
    }
}
