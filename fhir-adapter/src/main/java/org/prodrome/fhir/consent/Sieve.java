package org.prodrome.fhir.consent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.document.Reading;

/** Takes withheld resources out, and everything that would tell of them. One use, one thread. */
final class Sieve {
    private final Referring referring;
    private final List<Resource> kept;
    private final Set<String> names = new HashSet<>();
    private final WithheldNames told = new WithheldNames();
    private final Map<Attachment, Reading> read = new IdentityHashMap<>();

    Sieve(Referring referring, List<Resource> kept, List<Resource> withheld) {
        this.referring = referring;
        this.kept = new ArrayList<>(kept);
        withheld.forEach(this::remember);
        withheld.forEach(told::add);
    }

    /** What may be released of the rest. */
    List<Resource> rest(Purpose purpose) {
        WithheldWords words = words();
        for (boolean moved = true; moved; words = words()) {
            WithheldWords now = words;
            boolean spread = move(this::isOneOrSpeaksOfOne, told::add);
            moved = move(resource -> isOut(resource, now, purpose), resource -> {}) || spread;
        }
        WithheldWords all = words;
        return kept.stream().map(resource -> cut(resource, all)).toList();
    }

    private WithheldWords words() {
        return WithheldWords.of(told, file -> read.computeIfAbsent(file, WithheldWords::read));
    }

    private boolean isOneOrSpeaksOfOne(Resource resource) {
        return names.contains(Parts.name(resource)) || referring.speaksOf(resource, names);
    }

    private static boolean isOut(Resource resource, WithheldWords words, Purpose purpose) {
        return resource instanceof DocumentReference && !purpose.showsUndecided() || words.inDocument(resource);
    }

    private Resource cut(Resource resource, WithheldWords words) {
        if (Referring.refers(resource, names)) {
            return words.cut(Referring.cut(resource, names));
        }
        return words.in(resource) ? words.cut(Referring.withoutWords(resource.copy())) : resource;
    }

    /** A document that only mentions what is withheld has no name that would tell of it. */
    private boolean move(Predicate<Resource> out, Consumer<Resource> moved) {
        int before = kept.size();
        for (Iterator<Resource> left = kept.iterator(); left.hasNext(); ) {
            Resource resource = left.next();
            if (out.test(resource)) {
                left.remove();
                remember(resource);
                moved.accept(resource);
            }
        }
        return kept.size() < before;
    }

    private void remember(Resource resource) {
        names.add(Parts.name(resource));
        names.add("/" + resource.getIdElement().getIdPart());
    }
}
