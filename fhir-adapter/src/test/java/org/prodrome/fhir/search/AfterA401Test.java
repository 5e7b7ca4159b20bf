package org.prodrome.fhir.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.prodrome.launcher.Scope.Interaction;

class AfterA401Test {
    private final ScriptedEhr ehr = new ScriptedEhr();
    private final List<String> headers = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        ehr.close();
    }

    @Test
    void withoutAnotherTokenTheRefusedOneIsNotSentAgain() {
        assertThat(answer(null))
                .isInstanceOfSatisfying(
                        Answer.Failure.class,
                        failure -> assertThat(failure.status()).isEqualTo(401));
        assertThat(headers).containsExactly("Bearer old");
    }

    @Test
    void anotherTokenIsTriedOnce() {
        assertThat(answer("Bearer new")).isInstanceOf(Answer.Failure.class);
        assertThat(headers).containsExactly("Bearer old", "Bearer new");
    }

    private Answer answer(@Nullable String other) {
        ehr.on("Patient/p1", exchange -> {
            headers.add(String.valueOf(exchange.http().getRequestHeaders().getFirst("Authorization")));
            exchange.send(401, ScriptedEhr.outcome("error", "login"));
        });
        var http = new FhirHttp(FhirHttp.newClient(), new Token(ehr.base(), other), ReadLimits.DEFAULT);
        return http.get(URI.create(ehr.base() + "/Patient/p1"), Deadline.in(Duration.ofSeconds(30)));
    }

    private record Token(URI base, @Nullable String other) implements FhirAccess {
        @Override
        public Optional<String> authorization(URI target) {
            return Optional.of("Bearer old");
        }

        @Override
        public Optional<String> authorizationAfter401(URI target, String refused) {
            return Optional.ofNullable(other);
        }

        @Override
        public boolean allows(Interaction interaction, String resourceType) {
            return true;
        }

        @Override
        public List<String> constraints(Interaction interaction, String resourceType) {
            return List.of();
        }
    }
}
