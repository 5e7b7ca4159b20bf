package org.prodrome.fhir.resources;

/**
 * Finds numbers such as {@code 1e999999999}: HAPI writes a decimal out with all its digits, so that a few bytes of text would
 * take gigabytes.
 */
final class Exponents {
    /** Digits of an exponent; three are more than any quantity has. */
    private static final int DIGITS = 3;

    private Exponents() {}

    /** Whether a number outside of strings has an exponent of more digits than that. */
    static boolean tooLarge(CharSequence json) {
        boolean text = false;
        for (int at = 0; at < json.length(); at++) {
            char c = json.charAt(at);
            if (c == '"') {
                text = !text;
            } else if (text) {
                at += c == '\\' ? 1 : 0;
            } else if ((c == 'e' || c == 'E') && digits(json, at + 1) > DIGITS) {
                return true;
            }
        }
        return false;
    }

    /** How many digits follow, after a sign and without leading zeros; letters elsewhere are of true, false and null. */
    private static int digits(CharSequence json, int from) {
        int at = from;
        if (at < json.length() && (json.charAt(at) == '+' || json.charAt(at) == '-')) {
            at++;
        }
        while (at < json.length() && json.charAt(at) == '0') {
            at++;
        }
        int first = at;
        while (at < json.length() && json.charAt(at) >= '0' && json.charAt(at) <= '9') {
            at++;
        }
        return at - first;
    }
}
