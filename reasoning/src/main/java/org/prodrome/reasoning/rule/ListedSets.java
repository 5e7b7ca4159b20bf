package org.prodrome.reasoning.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cqframework.cql.elm.visiting.BaseElmLibraryVisitor;
import org.hl7.elm.r1.Element;
import org.hl7.elm.r1.ExpandValueSet;
import org.hl7.elm.r1.Library;
import org.hl7.elm.r1.ValueSetDef;
import org.hl7.elm.r1.ValueSetRef;
import org.jspecify.annotations.Nullable;

/**
 * A value set whose codes a library wants one by one, rather than asking whether a code is in it.
 *
 * @param place line and column in the CQL, with a colon after it; empty where the translator tells none
 */
record ListedSets(String url, String place) {

    /** All of a compiled library's own value sets that it lists. */
    static List<ListedSets> of(Library library) {
        Map<String, String> urls = Optional.ofNullable(library.getValueSets()).stream()
                .flatMap(sets -> sets.getDef().stream())
                .collect(Collectors.toMap(
                        set -> String.valueOf(set.getName()), ListedSets::id, (first, ignored) -> first));
        List<ListedSets> found = new ArrayList<>();
        new BaseElmLibraryVisitor<@Nullable Void, List<ListedSets>>() {
            @Override
            public @Nullable Void visitExpandValueSet(ExpandValueSet expand, List<ListedSets> context) {
                if (expand.getOperand() instanceof ValueSetRef set
                        && urls.get(String.valueOf(set.getName())) != null
                        && set.getLibraryName() == null) {
                    context.add(new ListedSets(
                            java.util.Objects.requireNonNull(urls.get(String.valueOf(set.getName()))), place(expand)));
                }
                return null;
            }

            @Override
            protected @Nullable Void defaultResult(Element element, List<ListedSets> context) {
                return null;
            }
        }.visitLibrary(library, found);
        return found;
    }

    private static String id(ValueSetDef set) {
        return String.valueOf(set.getId());
    }

    private static String place(Element element) {
        String locator = element.getLocator();
        return locator == null ? "" : "line and column " + locator + ": ";
    }
}
