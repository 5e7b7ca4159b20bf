package org.prodrome.suite.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.suite.process.Repository;
import org.prodrome.suite.process.RunningProcess;
import org.prodrome.suite.process.TwoProcesses;

/** With a package that has one changed byte the app starts, says which file it is, and its rules go on. */
class RefusedPackageTest {

    @TempDir
    Path folder;

    @Test
    void aChangedByteLeavesTheRulesAtWorkAndIsNamedInHealth() throws Exception {
        Path model = changed("calibration.json");
        try (CdsClient client = CdsClient.start()) {
            Path config = Files.writeString(folder.resolve("site.yml"), client.configuration());
            try (RunningProcess app = TwoProcesses.appAlone(folder, config, model);
                    HttpClient http = HttpClient.newHttpClient()) {
                HookCall call = HookCall.orderSign(client, app.address());
                for (HttpRequest request : List.of(
                        call.signed(call.json().toString()),
                        call.signed(call.json().toString()))) {
                    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                    assertThat(answer.statusCode()).isEqualTo(200);
                    assertThat(call.isValid(answer.body()))
                            .as("both orders are warned of")
                            .isTrue();
                }
                String health = http.send(
                                HttpRequest.newBuilder(URI.create(app.address() + "/actuator/health"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
                assertThat(health)
                        .contains("the model package was refused")
                        .contains("calibration.json: expected SHA-256");
            }
        }
    }

    private Path changed(String name) throws IOException {
        Path shipped = Repository.root().resolve("reasoning/models/default");
        Path copy = folder.resolve("model");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(shipped.relativize(file).toString()));
            }
        }
        byte[] bytes = Files.readAllBytes(copy.resolve(name));
        bytes[bytes.length / 2] ^= 1;
        Files.write(copy.resolve(name), bytes);
        return copy;
    }
}
