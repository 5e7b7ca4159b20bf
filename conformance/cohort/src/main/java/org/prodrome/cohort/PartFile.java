package org.prodrome.cohort;

/** One finished file of the export, as the manifests list it. */
record PartFile(String name, String type, long resources, long bytes, String sha256) {}
