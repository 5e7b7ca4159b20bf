package org.prodrome.reasoning.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Resource;

/** The resources of one type by their codes, so that a value set is looked up by its codes and not in every resource. */
final class CodeIndex {
    private static final Comparator<Resource> BY_ID =
            Comparator.comparing(resource -> resource.getIdElement().getIdPart());

    private final Map<Token, List<Resource>> byCode = new HashMap<>();

    private record Token(String system, String code) {}

    CodeIndex(List<Resource> resources) {
        for (Resource resource : resources) {
            for (Coding coding : PatientData.codings(resource)) {
                if (coding.hasSystem() && coding.hasCode()) {
                    byCode.computeIfAbsent(
                                    new Token(coding.getSystem(), coding.getCode()), ignored -> new ArrayList<>(4))
                            .add(resource);
                }
            }
        }
    }

    /** Those with a code that counts, by their ids. */
    List<Object> with(Codes counts) {
        Set<Resource> found = Collections.newSetFromMap(new IdentityHashMap<>());
        byCode.forEach((token, coded) -> {
            if (counts.contain(token.system, token.code)) {
                found.addAll(coded);
            }
        });
        return sorted(found);
    }

    /**
     * By their ids, so that the order of the source never matters: two results of one day must give the same card from prefetch
     * and from a launch.
     */
    static List<Object> sorted(Collection<Resource> resources) {
        List<Resource> sorted = new ArrayList<>(resources);
        sorted.sort(BY_ID);
        return List.copyOf(sorted);
    }

    /** Which codes count. */
    interface Codes {
        boolean contain(String system, String code);
    }
}
