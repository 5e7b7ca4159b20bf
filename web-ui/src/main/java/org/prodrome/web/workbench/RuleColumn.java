package org.prodrome.web.workbench;

import java.util.Comparator;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A column of the table of rules, and how it sorts. */
enum RuleColumn {
    RULE("Rule", Comparator.comparing(row -> row.rule().version().title().toLowerCase(Locale.ROOT))),
    STATE("State", Comparator.comparing(RuleRow::state)),
    SEVERITY("Severity", Comparator.comparing(RuleRow::severity)),
    VERSION("Version", Comparator.comparing(row -> row.rule().version().version())),
    OWNER("Owner", Comparator.comparing(row -> row.rule().version().owner())),
    REVIEW("Review by", Comparator.comparing(row -> row.rule().version().reviewBy())),
    FIRED("Fired", row -> row.counts().fired()),
    SHOWN("Shown", row -> row.counts().shown()),
    SUPPRESSED("Held back", row -> row.counts().suppressed()),
    OVERRIDDEN("Overridden", row -> row.counts().overridden()),
    ACCEPTED("Accepted", row -> row.counts().accepted());

    private final String title;
    private final @Nullable Comparator<RuleRow> words;
    private final ToLongFunction<RuleRow> count;

    RuleColumn(String title, Comparator<RuleRow> words) {
        this.title = title;
        this.words = words;
        this.count = row -> 0;
    }

    RuleColumn(String title, ToLongFunction<RuleRow> count) {
        this.title = title;
        this.words = null;
        this.count = count;
    }

    String title() {
        return title;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isCount() {
        return words == null;
    }

    Comparator<RuleRow> order() {
        return words == null ? Comparator.comparingLong(count) : words;
    }
}
