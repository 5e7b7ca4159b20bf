package org.prodrome.web.workbench;

import java.time.LocalDate;

/** How a rule stands to its review. */
enum Review {
    EXPIRED("\u25C6", "Expired"),
    SOON("\u25B3", "Soon"),
    LATER("\u2713", "");

    private static final int SOON_DAYS = 60;

    private final String mark;
    private final String word;

    Review(String mark, String word) {
        this.mark = mark;
        this.word = word;
    }

    static Review of(LocalDate reviewBy, LocalDate today) {
        if (today.isAfter(reviewBy)) {
            return EXPIRED;
        }
        return today.plusDays(SOON_DAYS).isBefore(reviewBy) ? LATER : SOON;
    }

    String mark() {
        return mark;
    }

    String word() {
        return word;
    }
}
