package org.prodrome.web.cdshooks;

/** The caller is not a CDS client this site knows; says which claim, never its value. */
final class ClientRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    ClientRefused(String message) {
        super(message);
    }
}
