package org.prodrome.sandbox.fhir;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;

/** Resources as lines of NDJSON, without the line's end. */
public final class ResourceLine {

    private ResourceLine() {}

    public static String of(Resource resource) {
        return R4.CONTEXT.newJsonParser().encodeResourceToString(resource);
    }

    /** An OperationOutcome that warns in these words. */
    public static String warning(String words) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(OperationOutcome.IssueSeverity.WARNING)
                .setCode(OperationOutcome.IssueType.NOTSUPPORTED)
                .setDiagnostics(words);
        return of(outcome);
    }

    /** A transaction that would delete this resource, as exports tell of what is gone. */
    public static String deletion(String type, String id) {
        Bundle bundle = new Bundle();
        bundle.setType(Bundle.BundleType.TRANSACTION)
                .addEntry()
                .getRequest()
                .setMethod(Bundle.HTTPVerb.DELETE)
                .setUrl(type + "/" + id);
        return of(bundle);
    }
}
