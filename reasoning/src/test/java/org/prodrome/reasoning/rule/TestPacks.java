package org.prodrome.reasoning.rule;

/** Rule packs for tests. */
final class TestPacks {
    private static final RulePack SHIPPED = RulePack.load();

    private TestPacks() {}

    /** The shipped pack, loaded once. */
    static RulePack shipped() {
        return SHIPPED;
    }
}
