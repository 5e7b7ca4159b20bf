package org.prodrome.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.prodrome.launcher.Scope.Interaction;

/** Laws of scopes as sets of permissions (scopes-and-launch-context#scope-equivalence and wildcard-scopes). */
class ScopesPropertiesTest {
    private static final List<String> TYPES = List.of("Observation", "Condition", "*");

    @Provide
    Arbitrary<Scope> scope() {
        return Combinators.combine(
                        Arbitraries.of("patient", "user", "system"),
                        Arbitraries.of(TYPES),
                        Arbitraries.of("r", "s", "rs", "c", "cud", "cruds", "u", "read", "write", "*"),
                        Arbitraries.of("", "", "", "?a=1", "?b=2", "?a=1&b=2", "?b=2&a=1", "?a=1&a=1"))
                .as((level, type, letters, query) -> Scope.parse(level + "/" + type + "." + letters + query));
    }

    @Provide
    Arbitrary<Scopes> scopes() {
        var named = Arbitraries.of("openid", "launch", "launch/patient", "offline_access")
                .map(Scope::parse);
        return Arbitraries.frequencyOf(Tuple.of(5, scope()), Tuple.of(1, named))
                .list()
                .ofMaxSize(6)
                .map(Scopes::new);
    }

    @Property
    void areReadAsTheyWereWritten(@ForAll("scopes") Scopes scopes) {
        assertThat(Scopes.parse(scopes.toString())).isEqualTo(scopes);
    }

    @Property
    void coveringIsAnOrder(@ForAll("scope") Scope a, @ForAll("scope") Scope b, @ForAll("scope") Scope c) {
        assertThat(a.covers(a)).isTrue();
        assertThat(!a.covers(b) || !b.covers(c) || a.covers(c)).isTrue();
        if (a.covers(b) && b.covers(a)) {
            assertThat(meaning(a)).isEqualTo(meaning(b));
        }
    }

    private static String meaning(Scope scope) {
        return new Scopes(List.of(scope))
                .intersection(new Scopes(List.of(scope)))
                .toString();
    }

    @Property
    void unionPermitsWhatEitherDoes(@ForAll("scopes") Scopes a, @ForAll("scopes") Scopes b) {
        var both = a.union(b);

        assertThat(same(both, b.union(a))).isTrue();
        assertThat(same(a.union(a), a)).isTrue();
        assertThat(a.notCoveredBy(both).all()).isEmpty();
        assertThat(b.notCoveredBy(both).all()).isEmpty();
        eachPermission((level, kind, type) -> assertThat(both.allows(level, kind, type))
                .isEqualTo(a.allows(level, kind, type) || b.allows(level, kind, type)));
    }

    @Property
    void intersectionPermitsWhatBothDo(@ForAll("scopes") Scopes a, @ForAll("scopes") Scopes b) {
        var shared = a.intersection(b);

        assertThat(same(shared, b.intersection(a))).isTrue();
        assertThat(same(a.intersection(a), a)).isTrue();
        assertThat(shared.notCoveredBy(a).all()).isEmpty();
        assertThat(shared.notCoveredBy(b).all()).isEmpty();
        eachPermission((level, kind, type) -> assertThat(shared.allows(level, kind, type))
                .isEqualTo(a.allows(level, kind, type) && b.allows(level, kind, type)));
    }

    @Property
    void unionAndIntersectionAbsorbEachOther(
            @ForAll("scopes") Scopes a, @ForAll("scopes") Scopes b, @ForAll("scopes") Scopes c) {
        assertThat(same(a.union(a.intersection(b)), a)).isTrue();
        assertThat(same(a.intersection(a.union(b)), a)).isTrue();
        assertThat(same(a.union(b).union(c), a.union(b.union(c)))).isTrue();
        assertThat(same(a.intersection(b.union(c)), a.intersection(b).union(a.intersection(c))))
                .isTrue();
    }

    @Property
    void theShortestFormMeansTheSame(@ForAll("scopes") Scopes scopes) {
        var shortest = scopes.shortest();

        assertThat(same(shortest, scopes)).isTrue();
        assertThat(shortest.all()).hasSizeLessThanOrEqualTo(scopes.all().size());
        assertThat(shortest.shortest()).isEqualTo(shortest);
    }

    @Property
    void versionOneCoversWhatItStandsFor(@ForAll("scopes") Scopes scopes) {
        assertThat(scopes.notCoveredBy(scopes.inVersion1()).all()).isEmpty();
    }

    @Property(tries = 100)
    void versionsAreEquivalent(@ForAll("level") String level, @ForAll("type") String type) {
        var start = level + "/" + type + ".";

        assertThat(same(Scopes.parse(start + "read"), Scopes.parse(start + "rs")))
                .isTrue();
        assertThat(same(Scopes.parse(start + "write"), Scopes.parse(start + "cud")))
                .isTrue();
        assertThat(same(Scopes.parse(start + "*"), Scopes.parse(start + "cruds")))
                .isTrue();
    }

    @Provide
    Arbitrary<String> level() {
        return Arbitraries.of("patient", "user", "system");
    }

    @Provide
    Arbitrary<String> type() {
        return Arbitraries.of(TYPES);
    }

    /** Text of any kind is read, or refused as what it is: not a scope. */
    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        var thrown = catchThrowable(() -> Scopes.parse(text).shortest());

        assertThat(thrown == null || thrown instanceof IllegalArgumentException).isTrue();
    }

    private static boolean same(Scopes a, Scopes b) {
        return a.notCoveredBy(b).all().isEmpty() && b.notCoveredBy(a).all().isEmpty();
    }

    private interface Permission {
        void check(Scope.Level level, Interaction interaction, String type);
    }

    private static void eachPermission(Permission permission) {
        for (var level : Scope.Level.values()) {
            for (var interaction : Interaction.values()) {
                List.of("Observation", "Condition", "Task").forEach(type -> permission.check(level, interaction, type));
            }
        }
    }
}
