package org.prodrome.reasoning.rule;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.opencds.cqf.cql.engine.execution.CqlEngine;

/**
 * The options of a CQL engine, which it asks for at every expression it evaluates. The engine looks at no interrupt: an expression of
 * a rule that was given up, or whose thread is interrupted, fails here instead, and what it has piled up is let go. A single operator that counts on is heard of only at its
 * end.
 */
final class StepOptions extends AbstractSet<CqlEngine.Options> {
    private static final List<CqlEngine.Options> OPTIONS = List.of(CqlEngine.Options.EnableExpressionCaching);

    private final BooleanSupplier givenUp;

    /** @param givenUp asked often, on the engine's thread */
    StepOptions(BooleanSupplier givenUp) {
        this.givenUp = givenUp;
    }

    /** A rule that nobody waits for any more. */
    static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GivenUp() {
            super("nobody waits for this rule any more", null, false, false);
        }
    }

    @Override
    public boolean contains(Object option) {
        if (givenUp.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            throw new GivenUp();
        }
        return option == CqlEngine.Options.EnableExpressionCaching;
    }

    @Override
    public Iterator<CqlEngine.Options> iterator() {
        return OPTIONS.iterator();
    }

    @Override
    public int size() {
        return OPTIONS.size();
    }
}
