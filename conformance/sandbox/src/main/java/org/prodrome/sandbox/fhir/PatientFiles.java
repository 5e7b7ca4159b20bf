package org.prodrome.sandbox.fhir;

import ca.uhn.fhir.parser.IParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The data sets: of each, one NDJSON file per patient, gzipped or not, and a manifest. Only the Patient lines are parsed up
 * front; the rest of a patient is read when first asked for.
 */
public final class PatientFiles {

    private static final String USERS = "ehr-users.ndjson";
    private static final Pattern START_OF_LINE = Pattern.compile("^\\{\"resourceType\":\"(\\w+)\",\"id\":\"([^\"]+)\"");

    private final List<Source> sources;
    private final Map<String, PatientFile> files = new LinkedHashMap<>();
    private final List<PatientEntry> entries = new ArrayList<>();
    private final Map<String, String> patientByReference = new HashMap<>();

    private PatientFiles(List<DataSet> sets, LocalDate today) {
        this.sources = sets.stream().map(set -> Source.of(set, today)).toList();
        sources.forEach(source -> source.manifest().entries().forEach(entry -> index(new PatientFile(source, entry))));
    }

    /**
     * The data sets inside the jar, and patients that are generated.
     *
     * @param generated how many resources each generated patient has
     */
    public static PatientFiles inJar(List<Integer> generated, LocalDate today) {
        return new PatientFiles(
                List.of(
                        new DataSet.InJar("patients"),
                        new DataSet.InJar("planted-patients"),
                        new DataSet.InJar("record-patients"),
                        new GeneratedCharts(generated)),
                today);
    }

    /** A data set in a folder, and patients that are generated. */
    public static PatientFiles in(Path folder, List<Integer> generated, LocalDate today) {
        return new PatientFiles(List.of(new DataSet.Folder(folder), new GeneratedCharts(generated)), today);
    }

    List<PatientEntry> entries() {
        return entries;
    }

    /** Whose file holds a resource. The index is made of all files when first asked for, without parsing them. */
    Optional<String> patientOf(String type, String id) {
        if (type.equals("Patient")) {
            return files.containsKey(id) ? Optional.of(id) : Optional.empty();
        }
        if (patientByReference.isEmpty()) {
            files.forEach((patient, file) ->
                    references(file).forEach(reference -> patientByReference.putIfAbsent(reference, patient)));
        }
        return Optional.ofNullable(patientByReference.get(type + "/" + id));
    }

    private static List<String> references(PatientFile file) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file.open(), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(START_OF_LINE::matcher)
                    .filter(Matcher::find)
                    .map(start -> start.group(1) + "/" + start.group(2))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file.entry().file() + ": cannot be read", e);
        }
    }

    List<Resource> load(String patientId) {
        PatientFile file = files.get(patientId);
        return file == null ? List.of() : file.source().parse(file.entry().file(), _ -> true, Integer.MAX_VALUE);
    }

    /** A patient's resources of these types, each read when it is wanted; to be closed. */
    Stream<Resource> stream(String patientId, Set<String> types) {
        PatientFile file = files.get(patientId);
        return file == null ? Stream.empty() : file.source().stream(file.entry().file(), line -> isOf(types, line));
    }

    private static boolean isOf(Set<String> types, String line) {
        Matcher start = START_OF_LINE.matcher(line);
        return !start.find() || types.contains(String.valueOf(start.group(1)));
    }

    /** Resources that belong to no one patient: the EHR's own users and what the manifest lists as shared. */
    List<Resource> shared() {
        List<Resource> resources = new ArrayList<>();
        try (InputStream users = PatientFiles.class.getResourceAsStream(USERS)) {
            if (users != null) {
                resources.addAll(parse(users, new DateShift(0), _ -> true, Integer.MAX_VALUE));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(USERS + ": cannot be read", e);
        }
        for (Source source : sources) {
            source.manifest()
                    .sharedFiles()
                    .forEach(file -> resources.addAll(source.parse(file, _ -> true, Integer.MAX_VALUE)));
        }
        return resources;
    }

    private void index(PatientFile file) {
        Manifest.Entry entry = file.entry();
        Patient patient = (Patient)
                file.source().parse(entry.file(), line -> line.contains("\"resourceType\":\"Patient\""), 1).stream()
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalStateException(entry.file() + ": expected a Patient, found none"));
        String id = patient.getIdElement().getIdPart();
        files.put(id, file);
        entries.add(new PatientEntry(
                id,
                entry.title() == null ? "" : entry.title(),
                entry.cases() == null ? List.of() : entry.cases(),
                patient));
    }

    private static List<Resource> parse(InputStream in, DateShift shift, Predicate<String> wanted, int limit)
            throws IOException {
        IParser parser = R4.lenientParser();
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        List<Resource> resources = new ArrayList<>();
        for (String line = lines.readLine(); line != null && resources.size() < limit; line = lines.readLine()) {
            if (!line.isBlank() && wanted.test(line)) {
                resources.add((Resource) parser.parseResource(shift.apply(line)));
            }
        }
        return resources;
    }

    /** A patient's file, and where it is from. */
    private record PatientFile(Source source, Manifest.Entry entry) {
        InputStream open() throws IOException {
            return source.stream(entry.file());
        }
    }

    /** One data set, its dates moved so that its reference date is today. */
    private record Source(DataSet data, Manifest manifest, DateShift shift) {

        static Source of(DataSet data, LocalDate today) {
            Manifest manifest = readManifest(data).orElseGet(() -> new Manifest(today, null, null));
            return new Source(data, manifest, DateShift.between(manifest.referenceDate(), today));
        }

        InputStream stream(String file) throws IOException {
            InputStream found = data.open(file)
                    .orElseThrow(() -> new IllegalStateException(file + ": named by manifest.json, not there"));
            return file.endsWith(".gz") ? new GZIPInputStream(found, 1 << 16) : found;
        }

        Stream<Resource> stream(String file, Predicate<String> wanted) {
            try {
                IParser parser = R4.lenientParser();
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream(file), StandardCharsets.UTF_8));
                return lines.lines()
                        .filter(line -> !line.isBlank() && wanted.test(line))
                        .map(line -> (Resource) parser.parseResource(shift.apply(line)))
                        .onClose(() -> close(lines, file));
            } catch (IOException e) {
                throw new UncheckedIOException(file + ": cannot be read", e);
            }
        }

        private static void close(BufferedReader lines, String file) {
            try {
                lines.close();
            } catch (IOException e) {
                throw new UncheckedIOException(file + ": cannot be closed", e);
            }
        }

        List<Resource> parse(String file, Predicate<String> wanted, int limit) {
            try (InputStream in = stream(file)) {
                return PatientFiles.parse(in, shift, wanted, limit);
            } catch (IOException e) {
                throw new UncheckedIOException(file + ": cannot be read", e);
            }
        }

        private static Optional<Manifest> readManifest(DataSet data) {
            try (InputStream in = data.open("manifest.json").orElse(InputStream.nullInputStream())) {
                byte[] json = in.readAllBytes();
                return json.length == 0
                        ? Optional.empty()
                        : Optional.of(JsonMapper.builder()
                                .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                                .build()
                                .readValue(json, Manifest.class));
            } catch (IOException e) {
                throw new UncheckedIOException("manifest.json: cannot be read", e);
            }
        }
    }
}
