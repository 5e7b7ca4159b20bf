package org.prodrome.fhir.rxnorm;

/** National Drug Codes in the form of eleven digits, as RxNorm gives them. */
final class Ndc {
    private static final int DIGITS = 11;

    private Ndc() {}

    /** Eleven digits, or a code of ten with its hyphens; -1 for any other, such as ten digits without hyphens, which may be several. */
    static long of(String code) {
        String[] parts = code.strip().split("-", -1);
        String digits = parts.length == 3 ? padded(parts) : code.strip();
        return digits.length() == DIGITS && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Long.parseLong(digits)
                : -1;
    }

    private static String padded(String[] parts) {
        return zeros(parts[0], 5) + zeros(parts[1], 4) + zeros(parts[2], 2);
    }

    private static String zeros(String part, int length) {
        return part.isEmpty() || part.length() > length ? "" : "0".repeat(length - part.length()) + part;
    }
}
