package org.prodrome.fhir.bulk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Medications of an export, which belong to no patient, by id. Exports repeat the same product under many ids, so each
 * distinct text is kept once: memory grows with the ids alone.
 */
final class MedicationShelf {
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([A-Za-z0-9\\-.]{1,64})\"");
    private static final Pattern USE = Pattern.compile("\"reference\"\\s*:\\s*\"(?:[^\"]*/)?Medication/([^\"/]+)");

    private final Map<String, Product> byId = new HashMap<>();

    /** A Medication's text around its id, each byte as a character. */
    private record Product(String before, String after) {}

    static MedicationShelf of(ExportFiles files, Problems problems) {
        var shelf = new MedicationShelf();
        var distinct = new HashMap<Product, Product>();
        try (var lines = new TypeCursor("Medication", files.of("Medication"), problems)) {
            for (SourceLine line = lines.head(); line != null; line = lines.head()) {
                shelf.put(line.latin(), distinct);
                lines.advance();
            }
        }
        return shelf;
    }

    private void put(String text, Map<Product, Product> distinct) {
        Matcher id = ID.matcher(text);
        if (id.find()) {
            var product = new Product(text.substring(0, id.start(1)), text.substring(id.end(1)));
            byId.put(id.group(1), distinct.computeIfAbsent(product, same -> same));
        }
    }

    /** The Medications that these lines refer to. */
    List<byte[]> usedBy(List<SourceLine> lines) {
        if (byId.isEmpty()) {
            return List.of();
        }
        Set<String> used = new LinkedHashSet<>();
        for (SourceLine line : lines) {
            String text = line.latin();
            if (text.contains("medicationReference")) {
                Matcher use = USE.matcher(text);
                while (use.find()) {
                    used.add(use.group(1));
                }
            }
        }
        var texts = new ArrayList<byte[]>();
        for (String id : used) {
            Product product = byId.get(id);
            if (product != null) {
                texts.add((product.before() + id + product.after()).getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return texts;
    }
}
