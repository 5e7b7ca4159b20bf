package org.prodrome.fhir.bulk.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.prodrome.fhir.bulk.server.FileDownload.FileGone;
import org.prodrome.fhir.bulk.server.Manifest.Entry;
import org.prodrome.fhir.record.FhirAdapterException.ExportFailed;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.FhirAccess;

/**
 * Brings a FHIR server's {@code $export} into a directory that {@link org.prodrome.fhir.bulk.Export} reads.
 *
 * <p>Whatever ends it before its time, killing included, the same order into the same directory goes on where it stood. The
 * server's job is deleted when all is in place. Call {@link #run} from one thread at a time; interrupting it stops it.
 */
public final class ServerExport {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final FhirAccess access;
    private final HttpClient client;
    private final ExportLimits limits;
    private final Set<String> fileHosts;
    private final ExportListener listener;

    /**
     * With this access.
     *
     * @param client follows no redirects
     * @param fileHosts {@code host} or {@code host:port} besides the server's own from which files may be fetched over TLS,
     *     always without a token
     */
    public ServerExport(
            FhirAccess access, HttpClient client, ExportLimits limits, Set<String> fileHosts, ExportListener listener) {
        this.access = access;
        this.client = client;
        this.limits = limits;
        this.fileHosts = Set.copyOf(fileHosts);
        this.listener = listener;
    }

    /**
     * Exports, or goes on with the same order.
     *
     * @param out created when missing; else empty or with this order unfinished
     * @throws ExportFailed where it could not come to its end
     * @throws org.prodrome.launcher.LaunchException where the server gives no access
     */
    public ExportReceipt run(ExportOrder order, Path out) {
        try (OutputDirectory directory = OutputDirectory.held(out)) {
            StateFile state = directory.stateFor(order.kickOff(access.base()).toString());
            return directory.finished() ? closed(directory, state) : made(directory, state);
        } catch (FileGone gone) {
            throw new ExportFailed(String.valueOf(gone.getMessage()), gone);
        } catch (IOException e) {
            throw new ExportFailed("out: expected to write and read files there", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExportFailed("the export was interrupted; the same command goes on", e);
        }
    }

    /**
     * Gives an unfinished export up: its job is deleted at the server, and what is here of it.
     *
     * @return whether the server said that it forgets the job
     */
    public boolean cancel(Path out) {
        try (OutputDirectory directory = OutputDirectory.held(out)) {
            StateFile state = directory.state();
            if (state == null) {
                throw new ExportFailed("out: expected an unfinished export, found none", null);
            }
            String location = state.state().location();
            boolean told = location == null || job().delete(URI.create(location));
            directory.clear(state);
            return told;
        } catch (IOException e) {
            throw new ExportFailed("out: expected to delete files there", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExportFailed("giving the export up was interrupted", e);
        }
    }

    private ExportReceipt made(OutputDirectory directory, StateFile state) throws IOException, InterruptedException {
        Pause pause = pause();
        Manifest manifest = received(directory, state, pause);
        LineCounts.require(manifest, state, directory.path());
        ExportReceipt receipt = Aftermath.of(directory.path(), state.state(), manifest);
        OwnFiles.replace(directory.path().resolve(ExportReceipt.FILE), JSON.writeValueAsBytes(receipt));
        return closed(directory, state);
    }

    private Manifest received(OutputDirectory directory, StateFile state, Pause pause)
            throws IOException, InterruptedException {
        Job job = job(pause);
        Manifest manifest = offered(directory, state, job);
        try {
            fetch(manifest, directory, state, pause);
            return manifest;
        } catch (FileGone gone) {
            if (job.await(URI.create(String.valueOf(state.state().location()))).isPresent()) {
                throw gone;
            }
            forget(directory, state);
            Manifest anew = offered(directory, state, job);
            fetch(anew, directory, state, pause);
            return anew;
        }
    }

    private void fetch(Manifest manifest, OutputDirectory directory, StateFile state, Pause pause)
            throws IOException, InterruptedException {
        manifest.files().forEach(file -> requireAllowed(file, manifest.requiresAccessToken()));
        new Downloads(http(), limits, pause, listener).fetch(manifest, state, directory.path());
    }

    private void forget(OutputDirectory directory, StateFile state) throws IOException {
        listener.note("the server no longer offers what was begun; it is asked anew");
        directory.clearFiles();
        state.change(ended -> ExportState.asking(ended.request()));
    }

    /** The last step: from here on everything is in place. */
    private ExportReceipt closed(OutputDirectory directory, StateFile state) throws IOException, InterruptedException {
        String location = state.state().location();
        if (location != null && !job().delete(URI.create(location))) {
            listener.note("the server did not say that it deletes the job; it will at its own time");
        }
        state.delete();
        return JSON.readValue(Files.readAllBytes(directory.path().resolve(ExportReceipt.FILE)), ExportReceipt.class);
    }

    private Manifest offered(OutputDirectory directory, StateFile state, Job job)
            throws IOException, InterruptedException {
        String known = state.state().location();
        Manifest before = state.state().manifest();
        Manifest now = known == null ? null : job.await(URI.create(known)).orElse(before);
        if (known != null && (now == null || before != null && !now.offersTheSameAs(before))) {
            forget(directory, state);
            now = null;
        }
        Manifest offer = now == null ? fresh(state, job) : now;
        state.change(waiting -> waiting.offering(offer));
        return offer;
    }

    private static Manifest fresh(StateFile state, Job job) throws InterruptedException {
        URI location = job.kickOff(URI.create(state.state().request()));
        state.change(asked -> asked.at(location.toString()));
        return job.await(location)
                .orElseThrow(() -> new ExportFailed("server: expected the job to be known, got 404", null));
    }

    /** No file from a stranger, and no token to one. */
    private void requireAllowed(Entry file, boolean token) {
        URI url = file.url();
        boolean ours = http().ours(url);
        String authority = String.valueOf(url.getAuthority());
        boolean named = fileHosts.contains(url.getHost()) || fileHosts.contains(authority);
        if (!ours && (token || !named || !"https".equals(url.getScheme()) && !plain())) {
            throw new ExportFailed(
                    "manifest: expected files on the server itself" + (token ? "" : " or over TLS on an allowed host")
                            + ", got one on " + authority,
                    null);
        }
    }

    /** For development on one machine. */
    private boolean plain() {
        return "http".equals(access.base().getScheme());
    }

    private Pause pause() {
        return new Pause(limits.firstWait(), limits.longestWait(), Deadline.in(limits.patience()));
    }

    private JobHttp http() {
        return new JobHttp(client, access, limits);
    }

    private Job job() {
        return job(pause());
    }

    private Job job(Pause pause) {
        return new Job(http(), limits, pause, listener);
    }
}
