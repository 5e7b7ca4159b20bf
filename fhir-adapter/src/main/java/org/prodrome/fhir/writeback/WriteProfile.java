package org.prodrome.fhir.writeback;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * What one kind of EHR takes of drafts; {@code WRITE-BACK.md} has the table.
 *
 * @param name {@code open}, {@code epic-like} or {@code oracle-like}
 * @param forms by resource type
 */
public record WriteProfile(String name, Map<String, DraftForm> forms) {
    public WriteProfile {
        forms = Map.copyOf(forms);
    }

    /**
     * A profile of the table.
     *
     * @throws FhirAdapterException.DataFileUnusable where there is none of that name
     */
    public static WriteProfile named(String name) {
        return Optional.ofNullable(WriteProfiles.ALL.get(name))
                .orElseThrow(() -> DataTable.unusable(
                        WriteProfiles.FILE,
                        "write profile: expected one of "
                                + WriteProfiles.ALL.keySet().stream().sorted().collect(Collectors.joining(", "))
                                + ", got another"));
    }

    /** For an EHR of which nothing special is known: as FHIR R4 has it, and as its CapabilityStatement says. */
    public static WriteProfile open() {
        return named("open");
    }

    /** What it takes of a type; empty where it takes none. */
    public Optional<DraftForm> form(String type) {
        @Nullable DraftForm form = forms.get(type);
        return Optional.ofNullable(form);
    }

    /** The same with requests of this intent, for a site that refuses the profile's own. */
    public WriteProfile withIntent(String intent) {
        return new WriteProfile(
                name,
                forms.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, form -> form.getValue().withIntent(intent))));
    }

    /** The form a proposal is rendered by; one that no row speaks of is rendered as in the open profile. */
    DraftForm rendering(String type) {
        return form(type)
                .or(() -> open().form(type))
                .orElseThrow(() -> DataTable.unusable(WriteProfiles.FILE, "expected a row for " + type));
    }
}
