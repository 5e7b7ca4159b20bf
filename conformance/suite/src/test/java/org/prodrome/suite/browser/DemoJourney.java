package org.prodrome.suite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.prodrome.suite.process.Repository;
import org.prodrome.suite.process.TwoProcesses;

/** The demo's two processes for a class of journeys, and for each journey a browser of its own and an EHR without faults. */
final class DemoJourney
        implements BeforeAllCallback,
                AfterAllCallback,
                BeforeEachCallback,
                AfterTestExecutionCallback,
                AfterEachCallback {

    private final Supplier<Path> folder;
    private final String[] appArguments;
    private final KeepsPictureOnFailure pictures = new KeepsPictureOnFailure();
    private @Nullable TwoProcesses both;
    private @Nullable Browser browser;

    /** With the app's data in a folder that exists once the class begins, and settings of the app beside the demo's. */
    DemoJourney(Supplier<Path> folder, String... appArguments) {
        this.folder = folder;
        this.appArguments = appArguments.clone();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        both = TwoProcesses.start(TwoProcesses.Options.demo(folder.get()).withAppArguments(appArguments));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        both().close();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        browser = Browser.open(Repository.root().resolve("conformance/suite/target/pictures"));
        KeepsPictureOnFailure.watch(browser());
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        pictures.afterTestExecution(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            faults("");
        } finally {
            browser().close();
        }
    }

    Browser browser() {
        return Objects.requireNonNull(browser);
    }

    /** Where the app is. */
    URI app() {
        return both().app().address();
    }

    Ehr ehr() {
        return new Ehr(browser(), both().sandbox().address().toString());
    }

    ProdromeChart chart() {
        return new ProdromeChart(browser());
    }

    /** Opens a patient in the EHR, and Prodrome in the chart. */
    void open(String patient) {
        ehr().openChart(patient);
        ehr().openProdrome();
        chart().isLoaded();
    }

    /** Replaces the EHR's faults: objects in JSON, separated by commas; none for an empty text. */
    void faults(String objects) {
        HttpRequest put = HttpRequest.newBuilder(URI.create(both().sandbox().address() + "/sandbox/faults"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"faults\":[" + objects + "]}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(put, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private TwoProcesses both() {
        return Objects.requireNonNull(both);
    }
}
