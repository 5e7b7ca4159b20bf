package org.prodrome.fhir.bulk;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.consent.Purpose;
import org.prodrome.fhir.consent.ReleasePolicy;
import org.prodrome.fhir.mapping.MappingSettings;
import org.prodrome.fhir.mapping.RecordMapping;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.resources.ParsedResources;

/**
 * A FHIR Bulk Data export on disk, read patient by patient through the same mapping as a launch.
 *
 * <p>Memory does not grow with the number of patients, but for an id per patient and per Medication. Lines that are no
 * resource are counted and located, never fatal.
 */
public final class Export {
    private final Path directory;
    private final ExportFiles files;
    private final MappingSettings settings;

    private Export(Path directory, ExportFiles files, MappingSettings settings) {
        this.directory = directory;
        this.files = files;
        this.settings = settings;
    }

    /**
     * Opens a directory with {@code Patient.ndjson.gz}, {@code Observation.ndjson.gz} and so on, for training.
     *
     * @throws FhirAdapterException.ExportUnusable where there is no such directory or no Patient file
     */
    public static Export open(Path directory) {
        return open(directory, MappingSettings.of(ReleasePolicy.of(Purpose.TRAINING)));
    }

    /** Opens it under a site's own settings. Patients of whom nothing may be released are left out and counted. */
    public static Export open(Path directory, MappingSettings settings) {
        return new Export(directory, ExportFiles.in(directory), settings);
    }

    /** The export's name: that of its directory. */
    public String name() {
        return String.valueOf(directory.toAbsolutePath().normalize().getFileName());
    }

    /**
     * Gives each patient's record to a consumer, which is called from several threads at once, in no promised order.
     *
     * @throws FhirAdapterException.ExportUnusable where a file cannot be read to its end
     */
    public ExportSummary forEach(Consumer<PatientRecord> consumer) {
        return read((source, read) -> Parallel.forEach(source, read::map, read.released(consumer)));
    }

    /** Gives each record to a consumer, one at a time and in the order of the export; records are read ahead in parallel. */
    public ExportSummary forEachInOrder(Consumer<PatientRecord> consumer) {
        return read((source, read) -> Parallel.inOrder(source, read::map, read.released(consumer)));
    }

    /** How the patients of a source reach the consumer. */
    private interface Way {
        void go(PatientSource source, Reading reading);
    }

    private ExportSummary read(Way way) {
        var problems = new Problems();
        var reading = new Reading(settings, name(), MedicationShelf.of(files, problems), problems);
        try (PatientSource source = Grouping.isGrouped(directory, files)
                ? new GroupedPatients(files, problems)
                : new SpilledPatients(files, problems)) {
            way.go(source, reading);
        }
        return problems.summary(reading.patients.get(), reading.resources.get(), reading.withheld.get());
    }

    /** One pass over the export. Safe for several threads. */
    private static final class Reading {
        private final MappingSettings settings;
        private final String issuer;
        private final MedicationShelf medications;
        private final Problems problems;
        private final AtomicLong patients = new AtomicLong();
        private final AtomicLong resources = new AtomicLong();
        private final AtomicLong withheld = new AtomicLong();

        Reading(MappingSettings settings, String issuer, MedicationShelf medications, Problems problems) {
            this.settings = settings;
            this.issuer = issuer;
            this.medications = medications;
            this.problems = problems;
        }

        PatientRecord map(RawPatient raw) {
            var parsed = new ArrayList<Resource>(raw.lines().size());
            for (SourceLine line : raw.lines()) {
                parse(line, parsed);
            }
            for (byte[] medication : medications.usedBy(raw.lines())) {
                parse(medication, parsed);
            }
            resources.addAndGet(parsed.size());
            return RecordMapping.map(
                    settings, issuer, new PatientId(raw.id()), ParsedResources.of(parsed), List.of(), Instant.EPOCH);
        }

        /** The consumer, for records that may be released. */
        Consumer<PatientRecord> released(Consumer<PatientRecord> consumer) {
            return record -> {
                if (record.isWithheld()) {
                    withheld.incrementAndGet();
                } else {
                    patients.incrementAndGet();
                    consumer.accept(record);
                }
            };
        }

        private void parse(SourceLine line, List<Resource> into) {
            if (!parse(line.json(), into)) {
                problems.broken(line.file(), line.number());
            }
        }

        /** An unreadable Medication leaves its orders without ingredients: not checked. */
        private static boolean parse(byte[] text, List<Resource> into) {
            try {
                return into.add(FhirJson.parse(text));
            } catch (FhirAdapterException.Unreadable e) {
                return false;
            }
        }
    }
}
