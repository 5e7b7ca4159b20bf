package org.prodrome.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.conformance.ledger.Requirement;
import org.prodrome.launcher.Scope.Interaction;

class ScopesTest {
    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";

    @ParameterizedTest
    @CsvSource({
        "patient/Observation.c, CREATE",
        "patient/Observation.r, READ",
        "patient/Observation.u, UPDATE",
        "patient/Observation.d, DELETE",
        "patient/Observation.s, SEARCH"
    })
    @Requirement({SMART + 120, SMART + 121, SMART + 122, SMART + 124, SMART + 125, SMART + 137})
    void mapsEachLetterToItsInteraction(String scope, Interaction only) {
        var scopes = Scopes.parse(scope);

        for (var interaction : Interaction.values()) {
            assertThat(scopes.allows(interaction, "Observation")).isEqualTo(interaction == only);
            assertThat(scopes.allows(interaction, "Condition")).isFalse();
        }
    }

    @Test
    void readsVersionOne() {
        assertThat(interactions("user/Observation.read")).isEqualTo(EnumSet.of(Interaction.READ, Interaction.SEARCH));
        assertThat(interactions("user/Observation.write"))
                .isEqualTo(EnumSet.of(Interaction.CREATE, Interaction.UPDATE, Interaction.DELETE));
        assertThat(interactions("user/Observation.*")).isEqualTo(EnumSet.allOf(Interaction.class));
    }

    private static Set<Interaction> interactions(String scope) {
        return Scope.parse(scope) instanceof Scope.ForResources resources ? resources.interactions() : Set.of();
    }

    @Test
    @Requirement({SMART + 141, SMART + 143, SMART + 146})
    void keepsLevelsApartAndUnderstandsWildcards() {
        var scopes = Scopes.parse("system/*.rs user/Task.cu");

        assertThat(scopes.allows(Interaction.READ, "AnyType")).isTrue();
        assertThat(scopes.allows(Scope.Level.PATIENT, Interaction.READ, "AnyType"))
                .isFalse();
        assertThat(scopes.allows(Scope.Level.USER, Interaction.UPDATE, "Task")).isTrue();
    }

    @Test
    @Requirement(SMART + 132)
    void keepsGranularQueriesAsConstraints() {
        var scopes = Scopes.parse("patient/Observation.rs?category=laboratory&status=final patient/Observation.c");

        assertThat(scopes.allows(Interaction.READ, "Observation")).isFalse();
        assertThat(scopes.constraints(Interaction.READ, "Observation"))
                .containsExactly("category=laboratory&status=final");
        assertThat(scopes.constraints(Interaction.CREATE, "Observation")).isEmpty();
        assertThat(scopes.allows(Interaction.CREATE, "Observation")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patient/Observation.sr",
                "patient/Observation.",
                "patient/Observation",
                "patient/observation.rs",
                "patient/Observation.rs?",
                "patient/Observation.rs?category",
                "Patient/Observation.rs",
                "patient/Observation.reads"
            })
    @Requirement(SMART + 135)
    void permitsNothingByWhatIsNotInTheLanguage(String scope) {
        assertThat(Scopes.parse(scope).allows(Interaction.READ, "Observation")).isFalse();
    }

    @Test
    void findsWhatWasWithheldAcrossVersionsAndWildcards() {
        var requested = Scopes.parse(
                "launch openid patient/Observation.rs patient/Condition.r?category=problem patient/Task.c");
        var granted = Scopes.parse("openid patient/*.read");

        assertThat(requested.notCoveredBy(granted).toString()).isEqualTo("launch patient/Task.c");
    }

    @Test
    void isWrittenAsItWasRead() {
        var text = "launch openid patient/Observation.rs?category=laboratory user/*.read";

        assertThat(Scopes.parse("  " + text.replace(" ", "  ") + " openid ").toString())
                .isEqualTo(text);
        assertThat(Scopes.parse(" ").all()).isEmpty();
    }
}
