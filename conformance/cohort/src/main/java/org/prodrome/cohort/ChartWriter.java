package org.prodrome.cohort;

import ca.uhn.fhir.parser.IParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.mitre.synthea.export.FhirR4;

/** Turns Synthea's bundle into NDJSON lines whose references are {@code Type/id}, leaving out what the settings leave out. */
final class ChartWriter {
    private static final Set<String> SHARED = Set.of("Organization", "Location", "Practitioner");
    private static final Set<String> OWN = Set.of(
            "Patient",
            "Encounter",
            "Condition",
            "Observation",
            "MedicationRequest",
            "Medication",
            "AllergyIntolerance",
            "Procedure",
            "Immunization",
            "DiagnosticReport",
            "DocumentReference",
            "FamilyMemberHistory");
    /** A bundle's own references; identifiers that happen to be UUIDs are another field and stay. */
    private static final Pattern BUNDLE_REFERENCE = Pattern.compile("\"reference\":\"(urn:uuid:[0-9a-f-]+)\"");

    private final boolean notes;

    ChartWriter(boolean notes) {
        this.notes = notes;
    }

    SyntheticChart write(Bundle bundle) {
        Map<String, String> references = references(bundle);
        IParser parser = FhirR4.getContext().newJsonParser().setPrettyPrint(false);
        List<ResourceLine> own = new ArrayList<>();
        List<ResourceLine> shared = new ArrayList<>();
        Map<String, Long> onsets = new HashMap<>();
        for (BundleEntryComponent entry : bundle.getEntry()) {
            Resource resource = entry.getResource();
            if (resource instanceof Condition condition) {
                noteOnset(condition, onsets);
            }
            if (isKept(resource)) {
                String json = withReferences(parser.encodeResourceToString(resource), references);
                ResourceLine line = new ResourceLine(
                        resource.fhirType(), resource.getIdElement().getIdPart(), json);
                (SHARED.contains(line.type()) ? shared : own).add(line);
            }
        }
        Patient patient = (Patient) bundle.getEntryFirstRep().getResource();
        return new SyntheticChart(patient.getIdElement().getIdPart(), patient.hasDeceased(), own, shared, onsets, null);
    }

    private boolean isKept(Resource resource) {
        if (resource instanceof DiagnosticReport report) {
            return !report.hasPresentedForm(); // the note again, as the DocumentReference has it
        }
        String type = resource.fhirType();
        return SHARED.contains(type) || (OWN.contains(type) && (notes || !type.equals("DocumentReference")));
    }

    private static Map<String, String> references(Bundle bundle) {
        Map<String, String> references = new HashMap<>();
        for (BundleEntryComponent entry : bundle.getEntry()) {
            Resource resource = entry.getResource();
            references.put(
                    entry.getFullUrl(),
                    resource.fhirType() + "/" + resource.getIdElement().getIdPart());
        }
        return references;
    }

    private static String withReferences(String json, Map<String, String> references) {
        Matcher matcher = BUNDLE_REFERENCE.matcher(json);
        return matcher.replaceAll(found -> {
            String target = references.get(found.group(1));
            if (target == null) {
                throw new CohortException("reference: expected one of the bundle's resources, got an unknown UUID");
            }
            return "\"reference\":\"" + target + "\"";
        });
    }

    private static void noteOnset(Condition condition, Map<String, Long> onsets) {
        String code = condition.getCode().getCodingFirstRep().getCode();
        long onset = condition.getOnsetDateTimeType().getValue().getTime();
        onsets.merge(code, onset, Math::min);
    }
}
