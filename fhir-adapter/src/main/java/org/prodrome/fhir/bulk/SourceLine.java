package org.prodrome.fhir.bulk;

import java.nio.file.Path;

/**
 * One line of an export.
 *
 * @param file where it stands
 * @param number from 1
 * @param subject the patient it belongs to; empty for none
 * @param text the JSON
 */
record SourceLine(Path file, long number, String subject, String text) {}
