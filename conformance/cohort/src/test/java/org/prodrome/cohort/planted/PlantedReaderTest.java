package org.prodrome.cohort.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlantedReaderTest {
    private static final String DISEASE = "diseases/colorectal-cancer.json";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "medianYears"        | "medianYaers"      | years.medianYears: expected a value
            "perYear": 0.09      | "perYear": "often" | course.death.perYear
            "ratio": 1.03        | "ratio": -1.03       | bmi.ratio: expected above 0
            "sigma": 0.4         | "sigma": 4         | sigma
            "start": 0,          | "start": 7,        | shape.end
            "loinc": "718-7"     | "loinc": "718-8"   | 718-8
            "kind": "power"      | "kind": "wave"     | wave
            "prevalence": 0.1,   |                    | prevalence
            "kind": "disease"    | "kind": "decoy"    | course.plateau
            "female": 62         | "female": 0        | per100000
            "id": "colorectal    | "id": "colonic     | colonic-cancer
            """)
    void refusesABadDiseaseFileByFileAndField(String text, String replacement, String told) {
        var source = TestFiles.spoiled(DISEASE, text, replacement == null ? "" : replacement);

        assertThatThrownBy(() -> new PlantedReader(source).read(1))
                .isInstanceOf(PlantedException.class)
                .hasMessageContaining("colorectal-cancer.json")
                .hasMessageContaining(told == null ? "" : told);
    }

    @Test
    void refusesANumberWithoutASource() {
        var source = TestFiles.spoiled(DISEASE, "SEER: 5-year relative survival 65 %", "");

        assertThatThrownBy(() -> new PlantedReader(source).read(1)).hasMessageContaining("death.source");
    }

    @Test
    void refusesAnOrderThatThePanelDoesNotHave() {
        var source = TestFiles.spoiled("panel.json", "\"id\": \"ferritin\"", "\"id\": \"iron\"");

        assertThatThrownBy(() -> new PlantedReader(source).read(1))
                .hasMessageContaining("panel.json")
                .hasMessageContaining("2276-4.order");
    }

    @Test
    void namesAFileThatIsMissing() {
        assertThatThrownBy(() -> new PlantedReader(name -> null).read(1)).hasMessageContaining("index.json");
        assertThatThrownBy(() -> PlantedFiles.builtIn(7)).hasMessageContaining("panel-7.json");
    }

    @Test
    void hashesEveryByteOfEveryFile() {
        var one = TestFiles.spoiled(DISEASE, "\"medianYears\": 3", "\"medianYears\": 4");

        assertThat(new PlantedReader(one).read(1).sha256()).isNotEqualTo(TestFiles.FILES.sha256());
        assertThat(PlantedFiles.builtIn(1).sha256()).isEqualTo(TestFiles.FILES.sha256());
        assertThat(PlantedFiles.builtIn(2).sha256()).isNotEqualTo(TestFiles.FILES.sha256());
    }

    @Test
    void plantsDiseasesThatHaveCodesAndDecoysThatHaveNone() {
        assertThat(TestFiles.FILES.diseases()).allMatch(d -> d.isDecoy() == (d.codes() == null));
    }
}
