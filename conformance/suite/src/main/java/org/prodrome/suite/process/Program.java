package org.prodrome.suite.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One of our programs, run from its module's class path file.
 *
 * @param module folder below the repository's root
 * @param mainClass to run
 * @param jvmFlags for it
 * @param arguments for it
 * @param environment added to this process's own
 */
record Program(
        String module,
        String mainClass,
        List<String> jvmFlags,
        List<String> arguments,
        Map<String, String> environment) {

    /** With one more flag; it counts over an earlier one of the same kind. */
    Program withFlag(String flag) {
        List<String> flags = new ArrayList<>(jvmFlags);
        flags.add(flag);
        return new Program(module, mainClass, flags, arguments, environment);
    }

    /** Starts it, with its output in a file. */
    Process start(Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command())
                .directory(Repository.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private List<String> command() throws IOException {
        Path target = Repository.root().resolve(module).resolve("target");
        Path file = target.resolve("classpath.txt");
        if (Files.notExists(file)) {
            throw new IOException(module + ": expected target/classpath.txt; build it with mvn package");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags);
        command.add("-cp");
        command.add(target.resolve("classes") + ":" + Files.readString(file).strip());
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }
}
