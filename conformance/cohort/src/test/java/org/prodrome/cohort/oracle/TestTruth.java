package org.prodrome.cohort.oracle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.prodrome.cohort.planted.Disease;
import org.prodrome.cohort.planted.PlantedFiles;

/** A small cohort's truth, crosswalk and index file as the generator, {@code deidentify} and {@code evaluate} write them. */
final class TestTruth {
    private static final SimulatedPeople PEOPLE = new SimulatedPeople(PlantedFiles.builtIn(1), 5);
    private static final LocalDate BIRTH = LocalDate.of(1950, 3, 1);
    private static final int SHIFT = -41;
    private static final int DAYS = 2;

    private TestTruth() {}

    static Person person(int number) {
        return PEOPLE.somebody(number).person();
    }

    static int indexDay(Person person, int row) {
        return person.lastDay() * (3 + row) / 5;
    }

    /** Index lines about so many persons. */
    static int lines(int persons) {
        return persons * DAYS * diseases(PlantedFiles.builtIn(1)).size();
    }

    static void write(Path work, PlantedFiles files, int persons) throws IOException {
        Path truth = Files.createDirectories(work.resolve("truth"));
        Files.writeString(truth.resolve("planted.sha256"), files.sha256() + "\n");
        List<ObjectNode> people = new ArrayList<>();
        List<ObjectNode> crosswalk = new ArrayList<>();
        List<ObjectNode> index = new ArrayList<>();
        for (int i = 0; i < persons; i++) {
            people.add(person("p" + i, person(i), files));
            crosswalk.add(
                    object().put("patient", "p" + i).put("pseudonym", "x" + i).put("shiftDays", SHIFT));
            for (int row = 0; row < DAYS; row++) {
                index.addAll(rows("x" + i, person(i), row, files));
            }
        }
        lines(truth.resolve("persons-0000.ndjson.gz"), people.subList(0, persons / 2));
        lines(truth.resolve("persons-0001.ndjson.gz"), people.subList(persons / 2, persons));
        lines(work.resolve("crosswalk.ndjson.gz"), crosswalk);
        lines(work.resolve("index.ndjson.gz"), index);
    }

    static void lines(Path file, List<ObjectNode> lines) throws IOException {
        try (Writer writer = PackedLines.writer(file)) {
            for (ObjectNode line : lines) {
                writer.write(line + "\n");
            }
        }
    }

    private static List<ObjectNode> rows(String pseudonym, Person person, int row, PlantedFiles files) {
        LocalDate date = BIRTH.plusDays(indexDay(person, row) + SHIFT);
        return diseases(files).stream()
                .map(disease -> object().put("patient", pseudonym)
                        .put("date", date.toString())
                        .put("split", "held-out")
                        .put("outcome", disease)
                        .put("horizonDays", 1095)
                        .put("gapDays", 0))
                .toList();
    }

    private static List<String> diseases(PlantedFiles files) {
        return files.diseases().stream()
                .filter(d -> !d.isDecoy())
                .map(Disease::id)
                .toList();
    }

    private static ObjectNode person(String id, Person person, PlantedFiles files) {
        ObjectNode line = object().put("patient", id).put("person", "key of " + id);
        line.put("sex", person.risk().sex().name().toLowerCase(Locale.ROOT)).put("birth", BIRTH.toString());
        line.putObject("smoking")
                .put("startAge", person.risk().smoking().startAge())
                .put("quitAge", person.risk().smoking().quitAge());
        ArrayNode bmi = line.putArray("bmi");
        person.risk()
                .bmi()
                .knots()
                .forEach(k -> bmi.addArray().add((int) k.age()).add(k.value()));
        person.risk().familyHistory().forEach(line.putArray("familyHistory")::add);
        ObjectNode diseases = line.putObject("diseases");
        for (Disease disease : files.diseases()) {
            Integer day = person.diagnoses().get(disease.id());
            if (day == null) {
                diseases.putNull(disease.id());
            } else {
                diseases.putObject(disease.id())
                        .put("onsetDay", 1)
                        .put("durationDays", 1)
                        .put("diagnosisDay", day);
            }
        }
        line.put("deathDay", person.isDead() ? Integer.valueOf(person.lastDay()) : null);
        line.put("firstDay", 0).put("endDay", person.lastDay()).putArray("visits");
        ObjectNode labs = line.putObject("labs");
        person.values().forEach((code, byDay) -> {
            ArrayNode pairs = labs.putArray(code);
            byDay.forEach((day, value) -> pairs.addArray().add(day).add(value));
        });
        return line;
    }

    private static ObjectNode object() {
        return PackedLines.JSON.createObjectNode();
    }
}
