package org.prodrome.web.config;

/** A part of a CDS Hooks card that a client may be known not to tolerate. A card stands without any of them. */
public enum CardPart {
    /** Links of both kinds. */
    LINKS,
    /** Links to the guideline behind a card. */
    ABSOLUTE_LINKS,
    /** Links that open this app. */
    SMART_LINKS,
    /** What tells this app which card its link was on. */
    APP_CONTEXT,
    /** Suggestions of every kind; what they would have been is said in the detail. */
    SUGGESTIONS,
    /** Suggestions that create a resource. */
    CREATE_ACTIONS,
    /** Suggestions that replace an order in progress. */
    UPDATE_ACTIONS,
    /** Suggestions that remove an order in progress. */
    DELETE_ACTIONS,
    /** Which of several suggestions is recommended. */
    IS_RECOMMENDED,
    /** Reasons for setting a card aside. */
    OVERRIDE_REASONS,
    /** The card's topic. */
    TOPIC,
    /** The address of the source. */
    SOURCE_URL
}
