package org.prodrome.fhir.consent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Resource;

/** Takes withheld resources out, and everything that would tell of them. One use, one thread. */
final class Sieve {
    private final Referring referring;
    private final List<Resource> kept;
    private final List<Resource> withheld;
    private final Set<String> names = new HashSet<>();

    Sieve(Referring referring, List<Resource> kept, List<Resource> withheld) {
        this.referring = referring;
        this.kept = new ArrayList<>(kept);
        this.withheld = new ArrayList<>(withheld);
        withheld.forEach(this::remember);
    }

    /** What may be released of the rest. */
    List<Resource> rest(Purpose purpose) {
        move(resource -> names.contains(Parts.name(resource)));
        WithheldWords words = WithheldWords.of(withheld);
        move(words::inDocument);
        if (!purpose.showsUndecided()) {
            move(DocumentReference.class::isInstance);
        }
        boolean moved = true;
        while (moved) {
            moved = move(resource -> referring.speaksOf(resource, names));
        }
        return kept.stream().map(resource -> cut(resource, words)).toList();
    }

    private Resource cut(Resource resource, WithheldWords words) {
        if (Referring.refers(resource, names)) {
            return Referring.cut(resource, names);
        }
        return words.in(resource) ? Referring.withoutWords(resource.copy()) : resource;
    }

    private boolean move(Predicate<Resource> out) {
        boolean moved = false;
        for (Iterator<Resource> left = kept.iterator(); left.hasNext(); ) {
            Resource resource = left.next();
            if (out.test(resource)) {
                left.remove();
                withheld.add(resource);
                remember(resource);
                moved = true;
            }
        }
        return moved;
    }

    private void remember(Resource resource) {
        names.add(Parts.name(resource));
        names.add("/" + resource.getIdElement().getIdPart());
    }
}
