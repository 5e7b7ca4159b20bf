package org.prodrome.conformance.ledger;

import java.nio.file.Path;

/** Where a module's test run leaves its records, below the module's folder, which is the run's working directory. */
final class RunRecords {
    static final Path REQUIREMENTS = Path.of("target", "conformance", "requirements.csv");
    static final Path PROOFS = Path.of("target", "conformance", "proofs.csv");

    private RunRecords() {}
}
