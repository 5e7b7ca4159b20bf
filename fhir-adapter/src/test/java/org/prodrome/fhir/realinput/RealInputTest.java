package org.prodrome.fhir.realinput;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prodrome.fhir.realinput.Collection.Example;
import org.prodrome.fhir.realinput.Outcome.Fate;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.resources.FhirVersion;
import org.prodrome.fhir.resources.Page;

/** Resources that nobody wrote for us. What became of each is in {@code target/real-input}. */
class RealInputTest {

    @ParameterizedTest
    @EnumSource(Collection.class)
    void mapsEveryExampleWithoutAnException(Collection collection) throws IOException {
        var failures = new ArrayList<String>();
        var outcomes = new ArrayList<Outcome>();
        collection.forEach(example -> read(collection, example, outcomes, failures));
        Summary.write(collection.title(), outcomes);

        assertThat(failures).isEmpty();
        assertThat(outcomes).hasSizeGreaterThan(20);
        assertThat(outcomes).extracting(Outcome::fate).contains(Fate.USED);
    }

    /** What is not STU3 is refused as such, or read as far as it goes; nothing else may come of it. */
    @ParameterizedTest
    @EnumSource(names = {"TEST_CASES", "MINIMAL"})
    void readsOrRefusesEveryExampleWhereAnOldServerSendsIt(Collection collection) {
        var failures = new ArrayList<String>();
        var read = new ArrayList<String>();
        collection.forEach(example -> {
            try {
                read.add(example.name()
                        + Page.parse(example.text(), FhirVersion.STU3)
                                .resources()
                                .size());
            } catch (FhirAdapterException.Unreadable e) {
                assertThat(e).hasMessage("resource: expected FHIR STU3 JSON, got something else");
            } catch (RuntimeException e) {
                failures.add(example.name() + ": " + e);
            }
        });

        assertThat(failures).isEmpty();
        assertThat(read).hasSizeGreaterThan(20);
    }

    private static void read(Collection collection, Example example, List<Outcome> outcomes, List<String> failures) {
        try {
            outcomes.add(ExampleReading.of(collection, example));
        } catch (JsonProcessingException | RuntimeException | AssertionError e) {
            failures.add(example.name() + ": " + e);
        }
    }
}
