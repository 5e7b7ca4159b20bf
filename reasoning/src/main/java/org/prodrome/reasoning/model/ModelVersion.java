package org.prodrome.reasoning.model;

/**
 * Which model answered.
 *
 * @param name package name, for example {@code prodrome-default}
 * @param version package version
 * @param hash SHA-256 of the package manifest, hex
 * @param synthetic whether it was trained on synthetic records: every screen and card must then say so
 * @param device what computed it, for example {@code CPU} or {@code GPU: name}
 */
public record ModelVersion(String name, String version, String hash, boolean synthetic, String device) {}
