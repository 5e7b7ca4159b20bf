package org.prodrome.fhir.writeback;

import org.prodrome.fhir.capability.Learnt;
import org.prodrome.fhir.capability.Support;
import org.prodrome.fhir.capability.TypeCapabilities;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.launcher.Scope.Interaction;

/** How a draft is kept from being written twice. */
enum Once {
    /** The EHR creates it only where our identifier is not there yet: a repetition is harmless. */
    CONDITIONAL,
    /** It is looked for by our identifier before each try, and after one without an answer. */
    LOOKED_UP,
    /** Neither works: one try, and without an answer nobody knows. */
    SINGLE_TRY;

    static Once of(String type, WriteProfile profile, Learnt learnt, FhirAccess access) {
        DraftForm form = profile.rendering(type);
        if (form.conditionalCreate() && conditional(type, learnt)) {
            return CONDITIONAL;
        }
        return form.searchByIdentifier() && searchable(type, learnt, access) ? LOOKED_UP : SINGLE_TRY;
    }

    private static boolean conditional(String type, Learnt learnt) {
        return learnt.known()
                .flatMap(all -> all.type(type))
                .map(TypeCapabilities::conditionalCreate)
                .orElse(false);
    }

    /** A server that lists no search parameters may know this one; its answer will tell. */
    static boolean searchable(String type, Learnt learnt, FhirAccess access) {
        return access.allows(Interaction.SEARCH, type)
                && learnt.interaction(type, "search-type") != Support.NOT_OFFERED
                && learnt.searchParameter(type, "identifier") != Support.NOT_OFFERED;
    }
}
