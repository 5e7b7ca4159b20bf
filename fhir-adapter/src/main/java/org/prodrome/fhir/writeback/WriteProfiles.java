package org.prodrome.fhir.writeback;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.prodrome.fhir.writeback.DraftForm.Presence;
import org.prodrome.fhir.writeback.DraftForm.ReasonForm;

/** Reads {@code write-profiles.tsv}. */
final class WriteProfiles {
    static final String FILE = "write-profiles.tsv";
    static final Map<String, WriteProfile> ALL = load(DataTable.load(FILE));

    private WriteProfiles() {}

    static Map<String, WriteProfile> load(DataTable table) {
        var byProfile = new HashMap<String, Map<String, DraftForm>>();
        for (Map<String, String> row : table.rows()) {
            DraftForm before = byProfile
                    .computeIfAbsent(table.cell(row, "profile"), ignored -> new HashMap<>())
                    .put(table.cell(row, "type"), form(table, row));
            if (before != null) {
                throw DataTable.unusable(table.file(), "expected one row per profile and type, got two");
            }
        }
        return byProfile.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> new WriteProfile(entry.getKey(), entry.getValue())));
    }

    private static DraftForm form(DataTable table, Map<String, String> row) {
        try {
            return new DraftForm(
                    yes(table, row, "create"),
                    Presence.valueOf(upper(table, row, "person")),
                    table.cell(row, "intent"),
                    table.cell(row, "status"),
                    Presence.valueOf(upper(table, row, "encounter")),
                    table.cell(row, "identifier").equals("kept"),
                    ReasonForm.valueOf(upper(table, row, "reason")),
                    yes(table, row, "conditional-create"),
                    yes(table, row, "search-by-identifier"),
                    yes(table, row, "update"),
                    table.cell(row, "withdrawn"),
                    yes(table, row, "provenance"),
                    table.cell(row, "text"));
        } catch (IllegalArgumentException e) {
            String where = row.get("profile") + " " + row.get("type");
            throw DataTable.unusable(table.file(), where + ": " + e.getMessage());
        }
    }

    private static String upper(DataTable table, Map<String, String> row, String column) {
        return table.cell(row, column).toUpperCase(Locale.ROOT);
    }

    private static boolean yes(DataTable table, Map<String, String> row, String column) {
        return switch (table.cell(row, column)) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new IllegalArgumentException(column + ": expected yes or no, got another word");
        };
    }
}
