package org.prodrome.suite.spec.cdshooks;

import java.util.List;
import java.util.stream.Stream;

/** Every rule that is proven and has requirement rows, by topic. */
final class Catalogue {

    private Catalogue() {}

    static List<Rule> all() {
        return Stream.of(
                        DiscoveryRules.all(),
                        PrefetchRules.all(),
                        AnswerRules.all(),
                        CardRules.all(),
                        SuggestionRules.all(),
                        LinkRules.all(),
                        AdmissionRules.all(),
                        ContextRules.all())
                .flatMap(List::stream)
                .toList();
    }
}
