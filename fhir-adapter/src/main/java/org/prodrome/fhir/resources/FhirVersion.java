package org.prodrome.fhir.resources;

import java.util.Optional;

/** The versions of FHIR a server may speak and this adapter can read. What is read is R4 from then on. */
public enum FhirVersion {
    /** 4.0, and 4.1 to 4.3 (R4B), whose patient data has R4's shape. */
    R4,
    /** 3.0, converted to R4 resource by resource. */
    STU3;

    /**
     * The version a CapabilityStatement names.
     *
     * @param fhirVersion its {@code fhirVersion}, for example {@code 4.0.1}
     * @return no value for a version that cannot be read
     */
    public static Optional<FhirVersion> of(String fhirVersion) {
        if (fhirVersion.startsWith("4.")) {
            return Optional.of(R4);
        }
        return fhirVersion.startsWith("3.0") ? Optional.of(STU3) : Optional.empty();
    }
}
