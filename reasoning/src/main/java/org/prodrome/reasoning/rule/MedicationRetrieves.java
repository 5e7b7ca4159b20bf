package org.prodrome.reasoning.rule;

import java.util.ArrayList;
import java.util.List;
import org.cqframework.cql.elm.visiting.BaseElmLibraryVisitor;
import org.hl7.elm.r1.Element;
import org.hl7.elm.r1.Library;
import org.hl7.elm.r1.Retrieve;
import org.hl7.elm.r1.ValueSetRef;
import org.jspecify.annotations.Nullable;

/** Where a library retrieves medications, and which. */
final class MedicationRetrieves {
    private MedicationRetrieves() {}

    /**
     * Lines and columns; empty where there is none. A shared library may have none: a rule sees the medications of its own value
     * sets, and what a shared library found for one rule is kept for the next. It takes them as an argument instead.
     */
    static List<String> places(Library library) {
        return of(library).stream()
                .map(retrieve -> String.valueOf(retrieve.getLocator()))
                .toList();
    }

    /** Whether a rule's library retrieves none but those of the value sets that it declares itself. */
    static boolean areOfOwnValueSets(Library library) {
        return of(library).stream().allMatch(MedicationRetrieves::isOfOwnValueSets);
    }

    private static boolean isOfOwnValueSets(Retrieve retrieve) {
        return retrieve.getCodes() == null
                || retrieve.getCodes() instanceof ValueSetRef set && set.getLibraryName() == null;
    }

    private static List<Retrieve> of(Library library) {
        List<Retrieve> found = new ArrayList<>();
        new BaseElmLibraryVisitor<@Nullable Void, List<Retrieve>>() {
            @Override
            public @Nullable Void visitRetrieve(Retrieve retrieve, List<Retrieve> context) {
                if (retrieve.getDataType() != null
                        && "MedicationRequest".equals(retrieve.getDataType().getLocalPart())) {
                    context.add(retrieve);
                }
                return super.visitRetrieve(retrieve, context);
            }

            @Override
            protected @Nullable Void defaultResult(Element element, List<Retrieve> context) {
                return null;
            }
        }.visitLibrary(library, found);
        return found;
    }
}
