package org.prodrome.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prodrome.conformance.ledger.Requirement;
import org.prodrome.launcher.Scope.Interaction;

class ScopeAlgebraTest extends TinyEhrTest {
    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";

    @ParameterizedTest
    @CsvSource({
        "patient/Observation.r patient/Observation.s, patient/Observation.rs",
        "patient/*.rs patient/Observation.r, patient/*.rs",
        "patient/Observation.read, patient/Observation.rs",
        "patient/Observation.rs patient/Observation.rs?category=laboratory, patient/Observation.rs",
        "patient/Observation.rs?category=a patient/Observation.rs?category=b, patient/Observation.rs?category=a patient/Observation.rs?category=b",
        "openid patient/*.c patient/*.s openid, openid patient/*.cs",
        "patient/Observation.rs user/Observation.rs, patient/Observation.rs user/Observation.rs"
    })
    @Requirement(SMART + 131)
    void areFactoredToTheirShortestForm(String written, String shortest) {
        assertThat(Scopes.parse(written).shortest().toString()).isEqualTo(shortest);
    }

    @ParameterizedTest
    @CsvSource({
        "patient/*.rs, patient/Observation.cruds, patient/Observation.rs",
        "patient/*.rs, user/*.rs, ''",
        "patient/Observation.rs?category=a, patient/*.r?status=final, patient/Observation.r?category=a&status=final",
        "openid launch, launch fhirUser, launch",
        "patient/Patient.r, patient/Patient.s, ''"
    })
    void intersectToWhatBothPermit(String one, String other, String both) {
        assertThat(Scopes.parse(one).intersection(Scopes.parse(other)).toString())
                .isEqualTo(both);
        assertThat(Scopes.parse(other).intersection(Scopes.parse(one)).toString())
                .isEqualTo(both);
    }

    @Test
    void areCoveredByOthersTakenTogether() {
        var granted = Scopes.parse("patient/Observation.r patient/*.s");

        assertThat(granted.covers(Scope.parse("patient/Observation.rs"))).isTrue();
        assertThat(granted.covers(Scope.parse("patient/Condition.rs"))).isFalse();
        assertThat(Scopes.parse("patient/Observation.rs patient/Condition.rs")
                        .notCoveredBy(granted)
                        .toString())
                .isEqualTo("patient/Condition.rs");
    }

    @Test
    void aConstraintInAnotherOrderIsTheSame() {
        var granted = Scopes.parse("patient/Observation.rs?status=final&category=a");

        assertThat(granted.covers(Scope.parse("patient/Observation.rs?category=a&status=final")))
                .isTrue();
        assertThat(granted.covers(Scope.parse("patient/Observation.rs?category=a")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "patient/*.rs, patient/*.read",
        "user/ServiceRequest.c, user/ServiceRequest.write",
        "patient/Observation.rs?category=a, patient/Observation.read",
        "patient/Observation.cr, patient/Observation.*",
        "openid, openid"
    })
    void haveANarrowestFormInVersion1(String second, String first) {
        assertThat(Scopes.parse(second).inVersion1().toString()).isEqualTo(first);
        assertThat(Scopes.parse(first).covers(Scope.parse(second))).isTrue();
    }

    @Test
    @Requirement({SMART + 219, SMART + 220})
    void areUrisWhereUrisAreWanted() {
        assertThat(Scope.parse("patient/*.r").uri()).isEqualTo("http://smarthealthit.org/fhir/scopes/patient/*.r");
        assertThat(Scope.parse("openid").uri()).isEqualTo("http://openid.net/specs/openid-connect-core-1_0#openid");
    }

    @Test
    @Requirement({SMART + 153, SMART + 155, SMART + 156, SMART + 157})
    void askForContextByTypeAndAtMostOneRole() {
        assertThat(Scope.launchContext("DiagnosticReport").value()).isEqualTo("launch/diagnosticreport");
        assertThat(Scope.launchContext("List", "https://example.org/home").value())
                .isEqualTo("launch/list?role=https://example.org/home");
        assertThatIllegalArgumentException().isThrownBy(() -> Scope.launchContext("List", "a&role=b"));
    }

    @Test
    void aGrantAnswersForOnePatient() {
        ehr.token.put("scope", "openid fhirUser patient/MedicationRequest.c user/Observation.rs");
        var context = launches().complete();

        assertThat(context.allows(Interaction.CREATE, "MedicationRequest", "pat-1"))
                .isTrue();
        assertThat(context.allows(Interaction.CREATE, "MedicationRequest", "pat-2"))
                .isFalse();
        assertThat(context.allows(Interaction.SEARCH, "Observation", "pat-2")).isTrue();
        assertThat(context.allows(Interaction.DELETE, "Observation", "pat-1")).isFalse();
    }

    @Test
    @Requirement(SMART + 147)
    void whatWasGrantedUnaskedIsReported() {
        ehr.token.put("scope", TestLaunches.SCOPES + " patient/*.cruds");
        var context = launches().complete();

        assertThat(context.unasked().toString()).isEqualTo("patient/*.cruds");
        assertThat(context.withheld().all()).isEmpty();
    }
}
