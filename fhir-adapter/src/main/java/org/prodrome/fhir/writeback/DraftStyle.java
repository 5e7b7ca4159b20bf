package org.prodrome.fhir.writeback;

/**
 * What an issuer wants drafts to look like; some refuse {@code proposal}.
 *
 * @param intent FHIR request intent: {@code proposal}, {@code plan} or {@code order}
 */
public record DraftStyle(String intent) {
    public static final DraftStyle DEFAULT = new DraftStyle("proposal");

    public DraftStyle {
        if (!intent.matches("proposal|plan|order")) {
            throw new IllegalArgumentException("intent: expected proposal, plan or order, got another word");
        }
    }
}
