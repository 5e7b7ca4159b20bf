package org.prodrome.cohort;

/**
 * One resource as a line of NDJSON.
 *
 * @param type resource type, "Observation"
 * @param id logical id; with the type it is the reference other lines use
 * @param json the whole resource without line breaks
 */
record ResourceLine(String type, String id, String json) {
    String reference() {
        return type + "/" + id;
    }
}
