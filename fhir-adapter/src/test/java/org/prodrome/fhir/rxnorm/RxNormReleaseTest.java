package org.prodrome.fhir.rxnorm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.FhirAdapterException;

class RxNormReleaseTest {
    private static final String CONCEPTS = String.join(
            "\n",
            concept(6809, "IN", "metformin"),
            concept(4821, "IN", "glipizide"),
            concept(235743, "PIN", "metformin hydrochloride"),
            concept(614348, "MIN", "glipizide / metformin"),
            concept(316255, "SCDC", "metformin hydrochloride 500 MG"),
            concept(900001, "SCDC", "glipizide 5 MG"),
            concept(861007, "SCD", "metformin hydrochloride 500 MG Oral Tablet"),
            concept(861731, "SCD", "glipizide 5 MG / metformin hydrochloride 500 MG Oral Tablet"),
            concept(151827, "BN", "Glucophage"),
            concept(861008, "SBD", "metformin hydrochloride 500 MG Oral Tablet [Glucophage]"),
            concept(900010, "BPCK", "a pack"),
            concept(900020, "SCD", "a product with a part nobody knows"),
            "77|ENG||||||A77||||MTHSPL|SU|1|not RxNorm's own||N||");
    private static final String RELATIONS = String.join(
            "\n",
            relation(235743, "form_of", 6809),
            relation(614348, "has_part", 6809),
            relation(614348, "has_part", 4821),
            relation(316255, "has_ingredient", 6809),
            relation(316255, "has_precise_ingredient", 235743),
            relation(900001, "has_ingredient", 4821),
            relation(861007, "consists_of", 316255),
            relation(861731, "consists_of", 316255),
            relation(861731, "consists_of", 900001),
            relation(861731, "has_ingredients", 614348),
            relation(151827, "tradename_of", 6809),
            relation(861008, "tradename_of", 861007),
            relation(861008, "has_ingredient", 151827),
            relation(900010, "contains", 861008),
            relation(900010, "contains", 861731),
            relation(900020, "consists_of", 316255),
            relation(900020, "consists_of", 999999),
            relation(6809, "ingredient_of", 316255));

    @TempDir
    private Path directory;

    @Test
    void aProductConsistsOfTheIngredientsOfAllItsParts() throws IOException {
        RxNormRelease release = release();

        assertThat(codes(release.product("861007"))).containsExactly("6809");
        assertThat(codes(release.product("861731"))).containsExactlyInAnyOrder("6809", "4821");
        assertThat(codes(release.product("614348"))).containsExactlyInAnyOrder("6809", "4821");
        assertThat(release.product("861007").getFirst().display()).isEqualTo("metformin");
    }

    @Test
    void aBrandItsProductAndAPackAreFollowedToIngredients() throws IOException {
        RxNormRelease release = release();

        assertThat(codes(release.product("151827"))).containsExactly("6809");
        assertThat(codes(release.product("861008"))).containsExactly("6809");
        assertThat(codes(release.product("900010"))).containsExactlyInAnyOrder("6809", "4821");
    }

    @Test
    void aSaltCountsAsItsIngredientAndIsNoProduct() throws IOException {
        RxNormRelease release = release();

        assertThat(release.ingredient("235743")).map(Coding::code).contains("6809");
        assertThat(release.ingredient("6809")).map(Coding::code).contains("6809");
        assertThat(release.product("235743")).isEmpty();
        assertThat(release.ingredient("861007")).isEmpty();
    }

    @Test
    void aProductWithAnUnknownPartIsUnknown() throws IOException {
        assertThat(release().product("900020")).isEmpty();
        assertThat(release().product("77")).isEmpty();
        assertThat(release().product("no number")).isEmpty();
    }

    @Test
    void aRetiredCodeIsFollowedToTheOneThatReplacedItAndASplitOneIsNot() throws IOException {
        files();
        write("RXNATOMARCHIVE.RRF", "1|1|old|t|t|t|1|N|ENG|d|||500001|RXNORM|SCD|861007|");
        write("RXNCUI.RRF", "500002|s|e|1|500001|\n500003|s|e|2|861007|\n500003|s|e|2|861731|\n500004|s|e|1|500004|");
        RxNormRelease release = RxNormRelease.read(directory);

        assertThat(codes(release.product("500001"))).containsExactly("6809");
        assertThat(codes(release.product("500002"))).containsExactly("6809");
        assertThat(release.product("500003")).isEmpty();
        assertThat(release.product("500004")).isEmpty();
    }

    @Test
    void anNdcNamesItsProductInElevenDigitsOrInTenWithHyphens() throws IOException {
        files();
        write(
                "RXNSAT.RRF",
                attribute(861007, "00093104801") + "\n" + attribute(861731, "55555000111") + "\n"
                        + attribute(861007, "55555000111"));
        RxNormRelease release = RxNormRelease.read(directory);

        assertThat(codes(release.productOfNdc("00093104801"))).containsExactly("6809");
        assertThat(codes(release.productOfNdc("0093-1048-01"))).containsExactly("6809");
        assertThat(release.productOfNdc("0093104801")).isEmpty();
        assertThat(release.productOfNdc("55555000111")).isEmpty();
        assertThat(release.productOfNdc("")).isEmpty();
    }

    @Test
    void aZipIsReadAsADirectoryIsAndTheFullReleaseBeforeItsSubset() throws IOException {
        Path zip = directory.resolve("RxNorm_full.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                var packed = new ZipOutputStream(out)) {
            entry(packed, "prescribe/rrf/RXNCONSO.RRF", concept(1, "IN", "the subset"));
            entry(packed, "rrf/RXNCONSO.RRF", CONCEPTS);
            entry(packed, "rrf/RXNREL.RRF", RELATIONS);
        }

        assertThat(codes(RxNormRelease.read(zip).product("861731"))).containsExactlyInAnyOrder("6809", "4821");
    }

    @Test
    void whatIsNoReleaseIsRefusedWithItsPlace() throws IOException {
        assertThatThrownBy(() -> RxNormRelease.read(directory))
                .isInstanceOf(FhirAdapterException.DataFileUnusable.class)
                .hasMessageContaining("RXNCONSO.RRF");
        files();
        write("RXNREL.RRF", RELATIONS + "\ncut|off");
        assertThatThrownBy(() -> RxNormRelease.read(directory)).hasMessageContaining("RXNREL.RRF, line 19");
        write("RXNCONSO.RRF", concept(861007, "SCD", "no ingredient at all"));
        write("RXNREL.RRF", RELATIONS);
        assertThatThrownBy(() -> RxNormRelease.read(directory)).hasMessageContaining("expected ingredients");
    }

    private RxNormRelease release() throws IOException {
        files();
        return RxNormRelease.read(directory);
    }

    private void files() throws IOException {
        write("RXNCONSO.RRF", CONCEPTS);
        write("RXNREL.RRF", RELATIONS);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(directory.resolve(file), text + "\n");
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String concept(int code, String type, String name) {
        return code + "|ENG||||||A" + code + "|||" + "|RXNORM|" + type + "|" + code + "|" + name + "||N||";
    }

    private static String relation(int second, String relation, int first) {
        return first + "||CUI|RO|" + second + "||CUI|" + relation + "|1||RXNORM|RXNORM||||4096|";
    }

    private static String attribute(int code, String ndc) {
        return code + "|||A|AUI|" + code + "|||NDC|RXNORM|" + ndc + "|N||";
    }

    private static List<String> codes(List<Coding> codings) {
        return codings.stream().map(Coding::code).toList();
    }
}
