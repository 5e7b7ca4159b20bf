package org.prodrome.reasoning.finding;

/** Where a rule or model version stands on its way into care and out of it. */
public enum Stage {
    /** Computed and logged, never shown. */
    SILENT,
    /** Shown where the site tries it out. */
    PILOT,
    /** Shown everywhere. */
    GENERAL,
    /** Taken out of care for now; not computed. */
    SUSPENDED,
    /** Taken out for good; not computed. */
    RETIRED;

    public boolean isComputed() {
        return switch (this) {
            case SILENT, PILOT, GENERAL -> true;
            case SUSPENDED, RETIRED -> false;
        };
    }

    public boolean isShown() {
        return switch (this) {
            case PILOT, GENERAL -> true;
            case SILENT, SUSPENDED, RETIRED -> false;
        };
    }
}
