package org.prodrome.web.draft;

import java.util.Optional;
import org.prodrome.fhir.writeback.Grounds;
import org.prodrome.fhir.writeback.Receipt;
import org.prodrome.fhir.writeback.Receipt.ProvenancePlace;
import org.prodrome.web.draft.WriteState.Status;

/**
 * What a receipt makes of an accepted draft. Pure.
 *
 * @param status where it stands now
 * @param tried whether it may be in the EHR without our knowing
 * @param draft with what came of it
 */
record Outcome(Status status, boolean tried, PendingDraft draft) {
    private static final String OPEN = " now, but an earlier try may have arrived: please check in the EHR too";
    private static final String BY_HAND = "; please enter it in the EHR yourself";

    static Outcome of(Receipt receipt, PendingDraft sent, boolean triedBefore) {
        return switch (receipt) {
            case Receipt.Written written ->
                new Outcome(
                        Status.WRITTEN,
                        false,
                        sent.with(new PendingDraft.News(
                                "written as a draft: " + written.resource().literal()
                                        + provenance(written.provenance()),
                                kept(written.provenance()),
                                written.resource())));
            case Receipt.NotAllowed refused -> refused(refused.reason(), sent, triedBefore);
            case Receipt.Failed failed -> failed(failed, sent, triedBefore && !failed.lookedFor());
            case Receipt.Later later ->
                new Outcome(Status.WAITING, triedBefore || later.maybeThere(), sent.said(later.reason()));
            case Receipt.Unknown unknown -> new Outcome(Status.UNKNOWN, true, sent.said(unknown.pleaseCheck()));
        };
    }

    private static Outcome failed(Receipt.Failed failed, PendingDraft sent, boolean open) {
        return failed.retryable()
                ? new Outcome(Status.WAITING, open, sent.said(failed.reason() + (open ? "; not sent" + OPEN : "")))
                : refused(failed.reason(), sent, open);
    }

    private static Outcome refused(String reason, PendingDraft sent, boolean open) {
        return open
                ? new Outcome(Status.UNKNOWN, true, sent.said(reason + mayBeThere(sent)))
                : new Outcome(Status.REFUSED, false, sent.said(reason + BY_HAND));
    }

    /** What to do about a draft of which nobody knows whether it arrived. */
    static String mayBeThere(PendingDraft draft) {
        return "; an earlier try may have arrived: please check the EHR's "
                + draft.draft().type() + " list, and enter it yourself where it is not there";
    }

    /** What a look at the refreshed record makes of it; empty where it may be written. */
    static Optional<Outcome> of(Grounds.Check check, PendingDraft draft, boolean tried) {
        return switch (check) {
            case Grounds.Unchanged ignored -> Optional.empty();
            case Grounds.Changed changed ->
                Optional.of(new Outcome(
                        Status.CHANGED,
                        tried,
                        draft.said("the record has changed since it was accepted (" + changed.words()
                                + "): please review; nothing was written" + (tried ? OPEN : ""))));
            case Grounds.Untold untold ->
                Optional.of(new Outcome(
                        Status.WAITING,
                        tried,
                        draft.said("the record could not be read again before writing: " + untold.why())));
        };
    }

    private static String provenance(ProvenancePlace place) {
        return switch (place) {
            case ProvenancePlace.InEhr ignored -> "";
            case ProvenancePlace.KeptByUs kept -> "; its Provenance is kept here (" + kept.reason() + ")";
        };
    }

    private static String kept(ProvenancePlace place) {
        return place instanceof ProvenancePlace.KeptByUs kept ? kept.json() : "";
    }
}
