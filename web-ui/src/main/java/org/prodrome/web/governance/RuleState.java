package org.prodrome.web.governance;

import org.prodrome.reasoning.finding.Stage;

/** A rule's stage in the words of those who answer for it, from most to least. */
public enum RuleState {
    ON(Stage.GENERAL, "On"),
    PILOT(Stage.PILOT, "Pilot"),
    SILENT(Stage.SILENT, "Silent"),
    OFF(Stage.SUSPENDED, "Off");

    private final Stage stage;
    private final String words;

    RuleState(Stage stage, String words) {
        this.stage = stage;
        this.words = words;
    }

    /** The state of a stage; a retired rule is off. */
    public static RuleState of(Stage stage) {
        return switch (stage) {
            case GENERAL -> ON;
            case PILOT -> PILOT;
            case SILENT -> SILENT;
            case SUSPENDED, RETIRED -> OFF;
        };
    }

    public Stage stage() {
        return stage;
    }

    public String words() {
        return words;
    }

    /** Whether nobody is shown more by it than by the other. */
    public boolean isLessThan(RuleState other) {
        return ordinal() > other.ordinal();
    }

    /** Whether a rule in this state says nothing to clinicians. */
    public boolean isQuiet() {
        return this == SILENT || this == OFF;
    }
}
