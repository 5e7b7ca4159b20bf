package org.prodrome.fhir.writeback;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;

/** A draft in words, for a note, or for a clinician to enter by hand. Names no patient. */
public final class DraftWords {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private DraftWords() {}

    /** What is suggested, in one line. */
    static String title(DraftProposal proposal) {
        return switch (proposal) {
            case DraftProposal.Service service ->
                "suggested " + service.category().name().toLowerCase(Locale.ROOT) + " order: "
                        + service.what().words();
            case DraftProposal.Medication medication ->
                "suggested prescription: " + medication.product().words();
            case DraftProposal.Problem problem ->
                "suggested problem list entry: " + problem.what().words();
            case DraftProposal.Replace replace ->
                "suggested change of an order: " + replace.product().words() + " instead of "
                        + replace.order().concept().words();
            case DraftProposal.Remove remove ->
                "suggested to take back: " + remove.order().concept().words();
        };
    }

    /** The whole of it, a line each: what, codes, dosage, why, and that software suggested it. */
    public static String of(DraftProposal proposal, DraftContext context) {
        List<String> lines = new ArrayList<>();
        String title = title(proposal);
        lines.add(Character.toUpperCase(title.charAt(0)) + title.substring(1));
        addCodes(lines, concept(proposal));
        String dosage = dosage(proposal);
        if (dosage != null) {
            lines.add("Dosage: " + dosage);
        }
        lines.add("Reason: " + proposal.reason());
        lines.add("Suggested by " + context.source().words() + ", " + TIME.format(context.at())
                + " (computed advice, accepted by a clinician). Not an order until it is entered and signed.");
        return String.join("\n", lines);
    }

    private static void addCodes(List<String> lines, CodedConcept concept) {
        if (!concept.codings().isEmpty()) {
            lines.add("Code: " + concept.codings().stream().map(Coding::token).collect(Collectors.joining(", ")));
        }
    }

    private static CodedConcept concept(DraftProposal proposal) {
        return switch (proposal) {
            case DraftProposal.Service service -> service.what();
            case DraftProposal.Medication medication -> medication.product();
            case DraftProposal.Problem problem -> problem.what();
            case DraftProposal.Replace replace -> replace.product();
            case DraftProposal.Remove remove -> remove.order().concept();
        };
    }

    private static @Nullable String dosage(DraftProposal proposal) {
        return switch (proposal) {
            case DraftProposal.Medication medication -> medication.dosage();
            case DraftProposal.Replace replace -> replace.dosage();
            case DraftProposal.Service ignored -> null;
            case DraftProposal.Problem ignored -> null;
            case DraftProposal.Remove ignored -> null;
        };
    }
}
