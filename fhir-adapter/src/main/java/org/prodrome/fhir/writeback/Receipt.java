package org.prodrome.fhir.writeback;

import org.prodrome.fhir.record.FhirReference;

/** What became of one draft. */
public sealed interface Receipt {

    /** It is in the EHR, now or from an earlier try. */
    record Written(FhirReference resource, ProvenancePlace provenance) implements Receipt {}

    /** The EHR, or the grant, does not let us write it, by this try; another route is needed. */
    record NotAllowed(Obstacle obstacle, String reason) implements Receipt {}

    /**
     * This try brought it into the EHR in no way.
     *
     * @param retryable whether the same write may succeed later
     * @param lookedFor whether a complete look-up by our identifier said that no earlier try brought it there either
     */
    record Failed(boolean retryable, String reason, boolean lookedFor) implements Receipt {}

    /**
     * This try got nowhere, and another is safe: what earlier tries came to stays open.
     *
     * @param maybeThere whether this try itself may have brought it into the EHR, where a repetition writes nothing twice
     * @param grantEnded whether only a new launch, or a renewed grant, can help
     */
    record Later(String reason, boolean maybeThere, boolean grantEnded) implements Receipt {}

    /** It may or may not be in the EHR: a person must look. */
    record Unknown(String pleaseCheck) implements Receipt {}

    /** What stands in the way. */
    enum Obstacle {
        CAPABILITY,
        SCOPE,
        PATIENT
    }

    /** Where the Provenance is. */
    sealed interface ProvenancePlace {

        /** In the EHR. */
        record InEhr(FhirReference reference) implements ProvenancePlace {}

        /** With us, because the EHR would not take it. */
        record KeptByUs(String json, String reason) implements ProvenancePlace {
            /** Never the content. */
            @Override
            public String toString() {
                return "KeptByUs[" + reason + "]";
            }
        }
    }
}
