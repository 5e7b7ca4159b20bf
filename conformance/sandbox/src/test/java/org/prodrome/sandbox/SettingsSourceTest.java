package org.prodrome.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SettingsSourceTest {

    @Test
    void playsTheProfileOfTheEnvironment() {
        SandboxSettings settings = read(Map.of(
                "SANDBOX_PROFILE", "oracle-like",
                "SANDBOX_GENERATED", "3000,70000",
                "SANDBOX_EXPORT_POLL_MS", "250"));
        assertThat(settings.profile().name()).isEqualTo("oracle-like");
        assertThat(settings.generated()).containsExactly(3_000, 70_000);
        assertThat(settings.exports().pollEvery()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void isOpenAndGeneratesNobodyUnlessTold() {
        SandboxSettings settings = read(Map.of());
        assertThat(settings.profile().name()).isEqualTo("open");
        assertThat(settings.generated()).isEmpty();
    }

    @Test
    void refusesAProfileItDoesNotKnow() {
        assertThatThrownBy(() -> read(Map.of("SANDBOX_PROFILE", "mumps")))
                .hasMessageContaining("sandbox.profile")
                .hasMessageContaining("epic-like");
    }

    private static SandboxSettings read(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment() {
            @Override
            protected void customizePropertySources(MutablePropertySources sources) {
                sources.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", variables));
            }
        };
        return SettingsSource.read(environment);
    }
}
