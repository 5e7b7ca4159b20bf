package org.prodrome.fhir.consent;

/** HL7 v3-Confidentiality, from the least to the most restricted. */
public enum Confidentiality {
    U,
    L,
    M,
    N,
    R,
    V
}
