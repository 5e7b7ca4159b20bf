package org.prodrome.web.advice;

/**
 * A card and what becomes of it.
 *
 * @param card with the uuids it is kept under
 * @param showing whether it is shown, or why not
 */
record JudgedCard(OfferedCard card, Showing showing) {
    boolean isShown() {
        return showing == Showing.SHOWN;
    }

    /** The same where the answer did not reach its asker. */
    JudgedCard notSent() {
        return isShown() ? new JudgedCard(card, Showing.NOT_SENT) : this;
    }
}
