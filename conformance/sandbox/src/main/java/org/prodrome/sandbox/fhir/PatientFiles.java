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
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The data set on disk: one gzipped NDJSON file per patient and a manifest. Only the Patient lines are parsed up front;
 * the rest of a patient is read when first asked for.
 */
public final class PatientFiles {

    private static final String USERS = "ehr-users.ndjson";
    private static final Pattern START_OF_LINE = Pattern.compile("^\\{\"resourceType\":\"(\\w+)\",\"id\":\"([^\"]+)\"");

    private final DataSet data;
    private final DateShift shift;
    private final Manifest manifest;
    private final Map<String, Manifest.Entry> files = new LinkedHashMap<>();
    private final List<PatientEntry> entries = new ArrayList<>();
    private final Map<String, String> patientByReference = new HashMap<>();

    private PatientFiles(DataSet data, LocalDate today) {
        this.data = data;
        this.manifest = readManifest(data).orElseGet(() -> new Manifest(today, null, null));
        this.shift = DateShift.between(manifest.referenceDate(), today);
        manifest.entries().forEach(this::index);
    }

    /** The data set inside the jar. */
    public static PatientFiles inJar(LocalDate today) {
        return new PatientFiles(new DataSet.InJar(), today);
    }

    /** A data set in a folder. */
    public static PatientFiles in(Path folder, LocalDate today) {
        return new PatientFiles(new DataSet.Folder(folder), today);
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
            files.forEach((patient, entry) ->
                    references(entry.file()).forEach(reference -> patientByReference.putIfAbsent(reference, patient)));
        }
        return Optional.ofNullable(patientByReference.get(type + "/" + id));
    }

    private List<String> references(String file) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream(file), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(START_OF_LINE::matcher)
                    .filter(Matcher::find)
                    .map(start -> start.group(1) + "/" + start.group(2))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
    }

    List<Resource> load(String patientId) {
        Manifest.@Nullable Entry entry = files.get(patientId);
        return entry == null ? List.of() : parse(entry.file(), _ -> true, Integer.MAX_VALUE);
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
        manifest.sharedFiles().forEach(file -> resources.addAll(parse(file, _ -> true, Integer.MAX_VALUE)));
        return resources;
    }

    private void index(Manifest.Entry entry) {
        Patient patient =
                (Patient) parse(entry.file(), line -> line.contains("\"resourceType\":\"Patient\""), 1).stream()
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalStateException(entry.file() + ": expected a Patient, found none"));
        String id = patient.getIdElement().getIdPart();
        files.put(id, entry);
        entries.add(new PatientEntry(
                id,
                entry.title() == null ? "" : entry.title(),
                entry.cases() == null ? List.of() : entry.cases(),
                patient));
    }

    private InputStream stream(String file) throws IOException {
        InputStream found = data.open(file)
                .orElseThrow(() -> new IllegalStateException(file + ": named by manifest.json, not there"));
        return file.endsWith(".gz") ? new GZIPInputStream(found, 1 << 16) : found;
    }

    private List<Resource> parse(String file, Predicate<String> wanted, int limit) {
        try (InputStream in = stream(file)) {
            return parse(in, shift, wanted, limit);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
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
