package org.prodrome.sandbox.cds;

import java.util.List;
import java.util.UUID;

/** What came of calling one service. */
public sealed interface HookAnswer {

    /** The service's title, or its address when discovery itself failed. */
    String title();

    /** It answered in time. */
    record Answered(CdsService service, UUID hookInstance, List<Card> cards, List<String> faults)
            implements HookAnswer {
        @Override
        public String title() {
            return service.title();
        }
    }

    /** It did not answer in time; whatever arrives later is dropped. */
    record Late(String title) implements HookAnswer {}

    /** It could not be called or answered with an error; {@code words} are for the user. */
    record Failed(String title, String words) implements HookAnswer {}
}
