package org.prodrome.suite.spec.cdshooks;

/**
 * One rule of CDS Hooks, broken on the service's behalf: a proxy before the service lets it see another request, or alters
 * its answer. A test of that rule must then fail, or it proves nothing.
 */
sealed interface Breach permits DiscoveryBreach, AnswerBreach, CardBreach, AdmissionBreach, FhirBreach {

    /** Of the constant. */
    String name();

    /** What the service gets to see of a request. */
    default Asked asked(Asked asked, Credentials credentials) {
        return asked;
    }

    /** What the client gets to see of the answer. */
    default Answer answered(Asked asked, Answer answer) {
        return answer;
    }

    /** For the coverage table. */
    default String switchName() {
        return getClass().getSimpleName() + "." + name();
    }
}
