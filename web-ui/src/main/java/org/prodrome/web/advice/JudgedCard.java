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
}
