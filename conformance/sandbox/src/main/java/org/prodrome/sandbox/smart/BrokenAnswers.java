package org.prodrome.sandbox.smart;

import java.time.Duration;
import org.prodrome.sandbox.fault.Fault;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.fault.SmartDefect;

/** Answers that no client should take in: too late, too large, of the wrong kind. */
record BrokenAnswers(Faults faults) {

    private static final int HUGE = 10_000_000;

    String discovery(String right) {
        return faults.has(SmartDefect.DISCOVERY_HUGE) ? padded(right) : right;
    }

    String token(String right) {
        if (faults.has(SmartDefect.TOKEN_ANSWER_HUGE)) {
            return padded(right);
        }
        if (faults.has(SmartDefect.TOKEN_ANSWER_NOT_JSON)) {
            return "<html>maintenance</html>";
        }
        return faults.has(SmartDefect.TOKEN_ANSWER_IS_ARRAY) ? "[" + right + "]" : right;
    }

    void delay() {
        faults.find(Fault.SlowSmart.class).map(Fault.SlowSmart::delay).ifPresent(BrokenAnswers::pause);
    }

    private static String padded(String right) {
        return right + " ".repeat(HUGE);
    }

    private static void pause(Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
