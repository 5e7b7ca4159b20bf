package org.prodrome.cohort.oracle;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The command {@code ./prodrome oracle}. */
@Command(
        name = "oracle",
        description = "What can be known at best of a planted diagnosis to come: Bayes' rule over the disease files.",
        subcommands = CheckCommand.class,
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class OracleCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new OracleException("oracle: expected check");
    }
}
