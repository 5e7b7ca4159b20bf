package org.prodrome.web.draft;

import java.util.List;
import org.prodrome.web.draft.DraftOutbox.Waiting;
import org.prodrome.web.draft.WriteState.Choice;
import org.prodrome.web.draft.WriteState.Status;

/** Where a draft stands, for whoever looks at the chart. Pure. */
final class StateWords {
    private StateWords() {}

    /**
     * The state as shown.
     *
     * @param mine whether the one who looks accepted it
     * @param byItself whether it is sent in the app's own name where no grant of its clinician is live
     */
    static WriteState of(Waiting waiting, boolean mine, boolean byItself) {
        Status status = waiting.status();
        return new WriteState(
                status,
                words(waiting, mine, byItself),
                status.byHand() ? waiting.draft().words() : "",
                mine ? choices(status) : List.of());
    }

    private static List<Choice> choices(Status status) {
        return switch (status) {
            case WAITING, WRITTEN, REFUSED, UNKNOWN, HANDED_OFF -> List.of(Choice.WITHDRAW);
            case CHANGED -> List.of(Choice.CONFIRM, Choice.WITHDRAW);
            case SENDING, WITHDRAWING, WITHDRAWN -> List.of();
        };
    }

    private static String words(Waiting waiting, boolean mine, boolean byItself) {
        String result = waiting.draft().result();
        return switch (waiting.status()) {
            case WAITING -> (result.isEmpty() ? "" : result + "; ") + waits(mine, byItself);
            case SENDING -> "being sent";
            case WITHDRAWING -> "being taken back" + (result.isEmpty() ? "" : " (" + result + ")");
            case WRITTEN, REFUSED, UNKNOWN, HANDED_OFF, CHANGED, WITHDRAWN -> result;
        };
    }

    private static String waits(boolean mine, boolean byItself) {
        if (byItself) {
            return "waiting for the EHR: it is sent by itself";
        }
        return mine
                ? "waiting: it is tried again by itself while your page is open, else at your next launch on this patient"
                : "waiting for the next launch, on this patient, of whoever accepted it";
    }
}
