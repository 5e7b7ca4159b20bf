package org.prodrome.fhir.deidentify;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.prodrome.fhir.record.FhirAdapterException;

/** Which words are units: those UCUM knows, and a list of others. Safe for several threads. */
final class UnitWords {
    private static final int LONGEST = 30;
    private static final int REMEMBERED = 10_000;

    private final Set<String> listed;
    private final UcumEssenceService ucum;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    UnitWords(Set<String> listed) {
        this.listed = Set.copyOf(listed);
        try (var in = UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
            if (in == null) {
                throw new FhirAdapterException.DataFileUnusable("ucum-essence.xml: it is missing", null);
            }
            this.ucum = new UcumEssenceService(in);
        } catch (UcumException | IOException e) {
            throw new FhirAdapterException.DataFileUnusable("ucum-essence.xml: expected UCUM's own table", e);
        }
    }

    boolean isUnit(String word) {
        if (listed.contains(word)) {
            return true;
        }
        if (word.length() > LONGEST || word.isBlank()) {
            return false;
        }
        Boolean before = known.get(word);
        if (before != null) {
            return before;
        }
        boolean unit = valid(word);
        if (known.size() < REMEMBERED) {
            known.put(word, unit);
        }
        return unit;
    }

    /** Annotations in braces are free words in UCUM: only those of the list pass. */
    private synchronized boolean valid(String word) {
        return word.indexOf('{') < 0 && ucum.validate(word) == null;
    }
}
