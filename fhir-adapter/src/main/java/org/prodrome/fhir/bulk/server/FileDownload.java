package org.prodrome.fhir.bulk.server;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.bulk.server.ExportState.Begun;
import org.prodrome.fhir.bulk.server.ExportState.Finished;
import org.prodrome.fhir.bulk.server.Manifest.Entry;
import org.prodrome.fhir.record.FhirAdapterException.ExportFailed;

/**
 * Downloads one file into {@code NAME.part} and puts it in place when it is whole. What is there already is kept where the
 * server gave a strong entity tag (RFC 9110, 13.1.5 and 14.2); else the file begins anew. For one thread.
 */
final class FileDownload {
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

    private final JobHttp http;
    private final StateFile state;
    private final ExportLimits limits;
    private final Pause pause;
    private final LongConsumer received;
    private final Entry entry;
    private final boolean withToken;
    private final Path target;
    private final Path part;

    /** What came of one try. */
    private sealed interface Try {
        /** All bytes are there. */
        record Whole(Begun how) implements Try {}

        /** Trying later may help. */
        record Later(String why, @Nullable Duration asked) implements Try {}

        /** The server has it no longer. */
        record Gone(String words) implements Try {}
    }

    /** The server no longer has a file that its manifest names. */
    static final class FileGone extends IOException {
        private static final long serialVersionUID = 1L;

        FileGone(ExportFailed failure) {
            super(failure.getMessage(), failure);
        }
    }

    /** What all files of an export share. */
    record Means(JobHttp http, StateFile state, ExportLimits limits, Pause pause, LongConsumer received) {}

    FileDownload(Means means, Entry entry, boolean withToken, Path directory) {
        this.http = means.http();
        this.state = means.state();
        this.limits = means.limits();
        this.pause = means.pause();
        this.received = means.received();
        this.entry = entry;
        this.withToken = withToken;
        this.target = directory.resolve(entry.name());
        this.part = directory.resolve(entry.name() + ".part");
    }

    void fetch() throws IOException, InterruptedException {
        OwnFiles.directoryOf(target);
        int fruitless = 0;
        while (true) {
            long before = size();
            switch (once()) {
                case Try.Whole whole -> {
                    if (finished(whole.how())) {
                        return;
                    }
                    fruitless = failed(fruitless, "bytes that are no NDJSON, cut off, or damaged gzip", null);
                }
                case Try.Later later -> fruitless = failed(size() > before ? 0 : fruitless, later.why(), later.asked());
                case Try.Gone gone -> throw new FileGone(failure(gone.words()));
            }
        }
    }

    private int failed(int fruitless, String why, @Nullable Duration asked) throws InterruptedException {
        if (fruitless + 1 >= limits.attempts()) {
            throw failure(why);
        }
        pause.sleep(pause.after(fruitless + 1, asked));
        return fruitless + 1;
    }

    private ExportFailed failure(String got) {
        return new ExportFailed(
                entry.name() + ": expected the file from " + entry.url().getHost() + ", got " + got
                        + "; the same command goes on from here",
                null);
    }

    private Try once() throws IOException, InterruptedException {
        Begun begun = state.state().begun().get(entry.name());
        long have = begun == null || begun.etag() == null ? 0 : size();
        if (begun != null && have > 0 && have == begun.length()) {
            return new Try.Whole(begun);
        }
        if (have == 0) {
            Files.deleteIfExists(part);
        }
        var reception = new Reception(info -> open(info, have), limits.stall().toNanos(), received);
        try {
            return of(http.send(request(have, begun), entry.url(), withToken, reception::exchange));
        } catch (IOException e) {
            return new Try.Later("a connection that was cut off or stood still", null);
        }
    }

    private static HttpRequest.Builder request(long have, @Nullable Begun begun) {
        var request = HttpRequest.newBuilder()
                .GET()
                .setHeader("Accept", ExportOrder.NDJSON)
                .setHeader("Accept-Encoding", "gzip");
        if (have > 0 && begun != null && begun.etag() != null) {
            request.setHeader("Range", "bytes=" + have + "-").setHeader("If-Range", begun.etag());
        }
        return request;
    }

    /** Called when the head of a response is there. */
    private @Nullable FileChannel open(ResponseInfo response, long have) throws IOException {
        if (response.statusCode() == 200) {
            Files.deleteIfExists(part);
            state.change(known -> known.receiving(entry.name(), begun(response)));
            return OwnFiles.append(part);
        }
        return response.statusCode() == 206 && goesOn(response, have) ? OwnFiles.append(part) : null;
    }

    /** Whether a part is the next one of a whole whose length is known. */
    private boolean goesOn(ResponseInfo response, long have) {
        Matcher range =
                RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
        Begun begun = state.state().begun().get(entry.name());
        if (begun == null || !range.matches() || Long.parseLong(range.group(1)) != have) {
            return false;
        }
        long whole = range.group(2).equals("*") ? begun.length() : Long.parseLong(range.group(2));
        if (whole >= 0 && begun.length() < 0) {
            state.change(known -> known.receiving(entry.name(), begun.ofLength(whole)));
        }
        return whole >= 0 && (begun.length() < 0 || begun.length() == whole);
    }

    private Begun begun(ResponseInfo response) {
        var headers = response.headers();
        String encoding =
                headers.firstValue("Content-Encoding").orElse("identity").toLowerCase(Locale.ROOT);
        if (!encoding.equals("gzip") && !encoding.equals("x-gzip") && !encoding.equals("identity")) {
            throw failure("a Content-Encoding that was not asked for");
        }
        String etag =
                headers.firstValue("ETag").filter(tag -> tag.startsWith("\"")).orElse(null);
        long length = headers.firstValueAsLong("Content-Length").orElse(-1);
        boolean framed = response.version() == HttpClient.Version.HTTP_2
                || headers.firstValue("Transfer-Encoding").orElse("").equalsIgnoreCase("chunked");
        return new Begun(etag, !encoding.equals("identity"), length, framed);
    }

    private Try of(HttpResponse<Optional<String>> response) throws IOException {
        int status = response.statusCode();
        Begun begun = state.state().begun().get(entry.name());
        if (response.body().isEmpty() && begun != null) {
            return received(begun);
        }
        if (status == 416 || status == 206) { // not the rest of what is here: begin anew
            Files.deleteIfExists(part);
            return new Try.Later("another part of it than was asked for", null);
        }
        String words = IssueCodes.words(status, response.body().orElse(""));
        if (status == 404 || status == 410) {
            return new Try.Gone(words);
        }
        if (status == 408 || status == 429 || status >= 500) {
            return new Try.Later(words, Pause.asked(response.headers()));
        }
        throw failure(words);
    }

    /** A file is whole where its length says so; of unknown length, where its end can be told otherwise. */
    private Try received(Begun begun) throws IOException {
        long have = size();
        if (begun.length() < 0) {
            return begun.framed() || begun.packed() || entry.count() != null
                    ? new Try.Whole(begun)
                    : new Try.Later("bytes of which nobody can tell whether they are all", null);
        }
        if (have > begun.length()) {
            Files.deleteIfExists(part);
        }
        return have == begun.length()
                ? new Try.Whole(begun)
                : new Try.Later("fewer or more bytes than the server announced", null);
    }

    private boolean finished(Begun how) throws IOException {
        try {
            Long lines = how.length() < 0 && !how.framed() && !how.packed() ? entry.count() : null;
            Finished finished = Packing.finish(part, how.packed(), target, lines);
            state.change(known -> known.having(entry.name(), finished));
            return true;
        } catch (Packing.Damaged e) {
            Files.deleteIfExists(part);
            return false;
        }
    }

    private long size() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }
}
