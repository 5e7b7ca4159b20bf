package org.prodrome.fhir.bulk;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * One line of an export.
 *
 * @param file where it stands
 * @param number from 1
 * @param subject the patient it belongs to; empty for none
 * @param json UTF-8, without the line's end
 */
@SuppressWarnings("ArrayRecordComponent") // a line is never compared; copying it would double the memory traffic
record SourceLine(Path file, long number, String subject, byte[] json) {

    /** Each byte as a character: right for all that is ASCII, and much faster than decoding. */
    String latin() {
        return new String(json, StandardCharsets.ISO_8859_1);
    }
}
