package org.prodrome.reasoning.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.hl7.elm.r1.Library;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rule is passed over without running its CQL only where its own value sets say all of what it sees. */
class MedicationRetrievesTest {
    private static final String HEAD = """
            using FHIR version '4.0.1'
            include FHIRHelpers version '4.0.1'
            """;

    private static final String SHARED =
            "library Shared version '1'\n" + HEAD + "valueset \"Others\": 'http://rules.example/others'\n";

    private static Library library(String define) {
        String own = "library Own version '1'\n" + HEAD + """
                include Shared version '1' called Shared
                codesystem "RXNORM": 'http://www.nlm.nih.gov/research/umls/rxnorm'
                valueset "Listed": 'http://rules.example/listed'
                code "One": '1' from "RXNORM"
                context Patient
                define "Found": %s
                """.formatted(define);
        return new CqlLibraries(List.of(SHARED, own), Map.of("Own", "Own.cql", "Shared", "Shared.cql"))
                .compile("Own", "1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[MedicationRequest]; true",
                "[MedicationRequest: medication in \"Listed\"]; true",
                "[MedicationRequest: \"Listed\"]; true",
                "[MedicationRequest: medication in Shared.\"Others\"]; false",
                "[MedicationRequest: medication ~ \"One\"]; false",
                "exists [MedicationRequest: \"Listed\"] and exists ([MedicationRequest: medication ~ \"One\"] M where M.status.value = 'draft'); false",
                "[Condition: code ~ \"One\"]; true"
            })
    void onlyOwnValueSetsTellWhatIsSeen(String define, boolean own) {
        assertThat(MedicationRetrieves.areOfOwnValueSets(library(define))).isEqualTo(own);
    }

    @Test
    void placesAreLinesAndColumns() {
        assertThat(MedicationRetrieves.places(library("[MedicationRequest: medication in \"Listed\"]")))
                .singleElement()
                .asString()
                .startsWith("9:");
        assertThat(MedicationRetrieves.places(library("[Condition]"))).isEmpty();
    }
}
