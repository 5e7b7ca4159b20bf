package org.prodrome.cohort;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;
import org.mitre.synthea.engine.Generator;
import org.mitre.synthea.engine.Generator.GeneratorOptions;
import org.mitre.synthea.export.ExportHelper;
import org.mitre.synthea.export.Exporter.ExporterRuntimeOptions;
import org.mitre.synthea.export.FhirR4;
import org.mitre.synthea.helpers.Config;
import org.mitre.synthea.modules.DeathModule;
import org.mitre.synthea.world.agents.Person;
import org.mitre.synthea.world.concepts.HealthRecord;

/**
 * Synthea, configured once for this process, asked for one person at a time.
 *
 * <p>Synthea keeps its configuration, hospitals and modules in static fields: worlds of the same state may follow each other in
 * one process, worlds of two states may not. Safe for several threads.
 */
final class SyntheaWorld {
    /** The hospitals' staff are the same in every cohort of a state, because Synthea hires them once per process. */
    private static final long STAFF_SEED = 1;

    private static final int MOST_ATTEMPTS = 200;

    private final CohortSettings settings;
    private final Generator generator;

    private SyntheaWorld(CohortSettings settings, Generator generator) {
        this.settings = settings;
        this.generator = generator;
    }

    static SyntheaWorld open(CohortSettings settings) {
        configure();
        return new SyntheaWorld(
                settings, quietly(() -> new Generator(options(settings), new ExporterRuntimeOptions())));
    }

    /** Simulates one person from birth to death or the reference date; the same number gives the same person. */
    Bundle person(int number) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            long seed = PersonSeed.of(settings.seed(), number, attempt);
            Map<String, Object> demographics = generator.randomDemographics(new Person(seed));
            Person person = generator.createPerson(seed, demographics);
            if (person.providerCount() > 0 && reachedMinimumAge(person)) {
                return bundle(person);
            }
        }
        throw new CohortException(String.format(
                Locale.ROOT,
                "person %d: expected one who lived to %d within %d attempts, got none",
                number,
                settings.minAge(),
                MOST_ATTEMPTS));
    }

    private boolean reachedMinimumAge(Person person) {
        Object death = person.attributes.get(Person.DEATHDATE);
        return death == null || person.ageInYears((long) death) >= settings.minAge();
    }

    private Bundle bundle(Person person) {
        Object death = person.attributes.get(Person.DEATHDATE);
        if (death != null) {
            person.record.encounters.removeIf(
                    e -> e.start > (long) death && !e.codes.contains(DeathModule.DEATH_CERTIFICATION));
        }
        settleReactionCodes(person);
        return FhirR4.convertToFHIR(person, person.lastUpdated + generator.timestep);
    }

    /**
     * Synthea's exporter rewrites the code system inside the codes that are keys of the reactions: the first person of a process to be
     * exported with a reaction would lose its severity, so who that is would depend on the order of people. Rewritten here first.
     */
    private static void settleReactionCodes(Person person) {
        for (HealthRecord.Encounter encounter : person.record.encounters) {
            for (HealthRecord.Allergy allergy : encounter.allergies) {
                if (allergy.reactions != null) {
                    var settled = new HashMap<HealthRecord.Code, HealthRecord.ReactionSeverity>();
                    allergy.reactions.forEach((code, severity) -> {
                        code.system = ExportHelper.getSystemURI(code.system);
                        settled.put(code, severity);
                    });
                    allergy.reactions = settled;
                }
            }
        }
    }

    static GeneratorOptions options(CohortSettings settings) {
        GeneratorOptions options = new GeneratorOptions();
        options.population = 1; // people are asked for by number, never through run()
        options.threadPoolSize = 1;
        options.seed = settings.seed();
        options.clinicianSeed = STAFF_SEED;
        options.referenceTime = startOfDay(settings.referenceDate());
        options.endTime = options.referenceTime;
        options.overflow = false;
        options.ageSpecified = true;
        options.minAge = settings.minAge();
        options.maxAge = settings.maxAge();
        options.state = settings.state();
        return options;
    }

    static long startOfDay(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    /** Before any exporter class loads: they read their settings once, into static fields. */
    static void configure() {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC")); // FHIR dates are written in the process's zone
        Locale.setDefault(Locale.ROOT);
        Properties ours = new Properties();
        try (var in = SyntheaWorld.class.getResourceAsStream("synthea-settings.properties")) {
            ours.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ours.stringPropertyNames().forEach(key -> Config.set(key, ours.getProperty(key)));
    }

    /** Synthea announces its options on standard output, which belongs to the command. */
    @SuppressWarnings("SystemOut")
    static <T> T quietly(Supplier<T> start) {
        PrintStream before = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            return start.get();
        } catch (RuntimeException e) {
            throw new CohortException("--state: Synthea could not start there (" + e.getMessage() + ")", e);
        } finally {
            System.setOut(before);
        }
    }
}
