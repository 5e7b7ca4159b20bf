package org.prodrome.suite.process;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A started program that answers at an address; ends with it. */
public final class RunningProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Process process;
    private final URI address;
    private final Path log;

    private RunningProcess(Process process, URI address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    static RunningProcess start(Program program, URI address, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            return new RunningProcess(program.start(log), address, log);
        } catch (IOException e) {
            throw new IllegalStateException(program.module() + " could not be started: " + e.getMessage(), e);
        }
    }

    /** Waits until the given path answers 200. */
    RunningProcess ready(String path) {
        return ready(path, HttpClient.newBuilder());
    }

    /** The same by a client that trusts what the program serves with. */
    RunningProcess ready(String path, HttpClient.Builder trusting) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient client = trusting.connectTimeout(Duration.ofSeconds(2)).build()) {
            while (!answers(client, path)) {
                if (!process.isAlive() || System.nanoTime() > until) {
                    close();
                    throw new IllegalStateException(address + " did not come up; its log is " + log);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        return this;
    }

    private boolean answers(HttpClient client, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public URI address() {
        return address;
    }

    public long pid() {
        return process.pid();
    }

    /** Resident memory in MiB, as the kernel counts it. */
    public long residentMib() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        } catch (IOException e) {
            return -1;
        }
    }

    /** Everything it wrote. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new IllegalStateException("the log is not readable", e);
        }
    }

    /** Ends it as a power cut would: without a chance to finish anything. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** A port nobody listens on just now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }
}
