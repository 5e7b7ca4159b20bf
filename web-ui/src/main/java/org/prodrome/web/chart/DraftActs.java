package org.prodrome.web.chart;

import java.util.UUID;

/** What a clinician may do with a draft they accepted. */
interface DraftActs extends java.io.Serializable {
    void takeBack(UUID accepted);

    void confirm(UUID accepted);
}
