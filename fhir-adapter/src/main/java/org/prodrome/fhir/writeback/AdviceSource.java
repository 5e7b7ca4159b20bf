package org.prodrome.fhir.writeback;

/**
 * What the advice came from, as a Provenance names it.
 *
 * @param name the model or rule in words, for example {@code Prodrome rule 23}
 * @param version its version
 */
public record AdviceSource(String name, String version) {

    /** Name and version in one phrase. */
    public String words() {
        return name + ", version " + version;
    }
}
