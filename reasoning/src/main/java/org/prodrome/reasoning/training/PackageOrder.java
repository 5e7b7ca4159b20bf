package org.prodrome.reasoning.training;

import java.nio.file.Path;

/**
 * What is asked of a training run besides the experiment.
 *
 * @param directory of the package to make; must not exist
 * @param runDirectory for checkpoints and the loss curve; kept
 * @param naming of the package
 * @param command that was given, for the record
 * @param key signs it
 */
public record PackageOrder(Path directory, Path runDirectory, PackageNaming naming, String command, SigningKey key) {}
