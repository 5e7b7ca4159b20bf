package org.prodrome.suite.load;

/** One way to launch: from the EHR's launch handle to a validated id_token and an access token. */
interface Launch {
    /** Launches once; fails where no access came. */
    void run(String handle) throws Exception;

    /** What of the last run was waiting for the EHR, in nanoseconds. */
    long takeWaited();
}
