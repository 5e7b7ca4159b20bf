package org.prodrome.web.workbench;

/** The sign-in's provider cannot be used: what was expected of it, and what came. Holds nothing of a person. */
final class ProviderUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    ProviderUnavailable(String message) {
        super(message);
    }

    ProviderUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
