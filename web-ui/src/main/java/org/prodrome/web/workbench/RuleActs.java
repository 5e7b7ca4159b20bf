package org.prodrome.web.workbench;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import java.util.List;
import java.util.Optional;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.rule.GoldenTests;
import org.prodrome.reasoning.rule.RuleDescription;
import org.prodrome.web.governance.ChangeOutcome;
import org.prodrome.web.governance.RuleChangeDesk;
import org.prodrome.web.governance.RuleSettings;
import org.prodrome.web.governance.Staff;

/** Does what a button asks for, as whoever is signed in at that moment, and says what became of it. */
final class RuleActs {
    private static final int SHOWN_MS = 6_000;

    private final RulesDesk desk;
    private final SignedIn signedIn;
    private final RuleDescription rule;
    private final Runnable refresh;

    RuleActs(RulesDesk desk, SignedIn signedIn, RuleDescription rule, Runnable refresh) {
        this.desk = desk;
        this.signedIn = signedIn;
        this.rule = rule;
        this.refresh = refresh;
    }

    /** @return whether it was done */
    boolean perform(String done, Act act) {
        Staff staff = signedIn.now().orElse(null);
        if (staff == null) {
            UI.getCurrent().getPage().reload();
            return false;
        }
        return switch (act.on(desk.changes(), staff, rule.version())) {
            case ChangeOutcome.Done ignored -> {
                say(done, NotificationVariant.LUMO_SUCCESS);
                refresh.run();
                yield true;
            }
            case ChangeOutcome.Refused refused -> {
                say(refused.words(), NotificationVariant.LUMO_ERROR);
                yield false;
            }
        };
    }

    /** What comes of the rule's golden cases under these settings; empty where they could not be run, which is said. */
    Optional<List<GoldenTests.Result>> golden(RuleSettings settings) {
        try {
            return Optional.of(desk.golden(rule, settings));
        } catch (Trials.Refused refused) {
            say(refused.words(), NotificationVariant.LUMO_ERROR);
            return Optional.empty();
        }
    }

    private static void say(String words, NotificationVariant variant) {
        Notification told = Notification.show(words, SHOWN_MS, Notification.Position.TOP_CENTER);
        told.addThemeVariants(variant);
        told.setAssertive(true);
    }

    /** A change by somebody. */
    @FunctionalInterface
    interface Act {
        ChangeOutcome on(RuleChangeDesk changes, Staff staff, RuleVersion rule);
    }
}
