package org.prodrome.suite.spec.smart;

import java.util.List;
import java.util.stream.Stream;

/** Every rule that is proven, by topic. */
final class Catalogue {

    private Catalogue() {}

    static List<Rule> all() {
        return Stream.of(
                        DiscoveryRules.all(),
                        AuthorizationRules.all(),
                        TransportRules.all(),
                        ScopeRules.all(),
                        TokenRules.all(),
                        AssertionRules.all(),
                        KeySetRules.all(),
                        RefreshRules.all(),
                        BackendRules.all(),
                        IdentityRules.all(),
                        FhirAccessRules.all())
                .flatMap(List::stream)
                .toList();
    }
}
