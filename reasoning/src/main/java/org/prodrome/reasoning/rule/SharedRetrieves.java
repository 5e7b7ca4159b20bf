package org.prodrome.reasoning.rule;

import java.util.ArrayList;
import java.util.List;
import org.cqframework.cql.elm.visiting.BaseElmLibraryVisitor;
import org.hl7.elm.r1.Element;
import org.hl7.elm.r1.Library;
import org.hl7.elm.r1.Retrieve;
import org.jspecify.annotations.Nullable;

/**
 * Where a shared library retrieves medications. It may not: a rule sees the medications of its own value sets, and what a shared
 * library found for one rule is kept for the next. It takes them as an argument instead.
 */
final class SharedRetrieves {
    private SharedRetrieves() {}

    /** Lines and columns; empty where there is none. */
    static List<String> ofMedications(Library library) {
        List<String> found = new ArrayList<>();
        new BaseElmLibraryVisitor<@Nullable Void, List<String>>() {
            @Override
            public @Nullable Void visitRetrieve(Retrieve retrieve, List<String> context) {
                if (retrieve.getDataType() != null
                        && "MedicationRequest".equals(retrieve.getDataType().getLocalPart())) {
                    context.add(String.valueOf(retrieve.getLocator()));
                }
                return super.visitRetrieve(retrieve, context);
            }

            @Override
            protected @Nullable Void defaultResult(Element element, List<String> context) {
                return null;
            }
        }.visitLibrary(library, found);
        return List.copyOf(found);
    }
}
