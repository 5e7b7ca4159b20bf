package org.prodrome.fhir.consent;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Codes and words that name what is withheld. Only grows; thread-safe. */
final class WithheldNames {
    private static final Set<String> NAMING = Set.of("code", "medication[x]", "vaccineCode", "conclusionCode");
    private static final Pattern SEMANTIC_TAG = Pattern.compile("\\s*\\([a-z ]+\\)$");
    private static final Pattern WHITE = Pattern.compile("[\\s\\p{Z}]+");
    private static final String ANY_SYSTEM = "*|";
    private static final int SHORTEST = 3;

    private final Set<String> codes = ConcurrentHashMap.newKeySet();
    private final Set<String> words = ConcurrentHashMap.newKeySet();

    void add(Resource resource) {
        Parts.each(resource, CodeableConcept.class, (element, concept) -> {
            if (NAMING.contains(element)) {
                add(concept.getText());
                concept.getCoding().forEach(this::add);
            }
        });
        if (resource instanceof DomainResource domain) {
            domain.getContained().forEach(this::add);
        }
    }

    void add(WithheldNames more) {
        codes.addAll(more.codes);
        words.addAll(more.words);
    }

    Set<String> words() {
        return Set.copyOf(words);
    }

    /** Whether it is one of the codes; without a system on either side the code alone counts. */
    boolean has(Coding coding) {
        if (!coding.hasCode()) {
            return false;
        }
        return coding.hasSystem()
                ? codes.contains(key(coding)) || codes.contains("|" + coding.getCode())
                : codes.contains(ANY_SYSTEM + coding.getCode());
    }

    /** Letters and white space as they are compared. */
    static String plain(@Nullable String text) {
        return WHITE.matcher(Objects.requireNonNullElse(text, ""))
                .replaceAll(" ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private void add(Coding coding) {
        add(coding.getDisplay());
        if (coding.hasCode()) {
            codes.add(key(coding));
            codes.add(ANY_SYSTEM + coding.getCode());
        }
    }

    private void add(@Nullable String text) {
        String word = SEMANTIC_TAG.matcher(plain(text)).replaceFirst("");
        if (word.length() >= SHORTEST) {
            words.add(word);
        }
    }

    private static String key(Coding coding) {
        return Objects.requireNonNullElse(coding.getSystem(), "") + "|" + coding.getCode();
    }
}
