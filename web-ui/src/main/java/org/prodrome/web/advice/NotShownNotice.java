package org.prodrome.web.advice;

import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.web.config.NotShownSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says at each start which critical cards the site keeps from some of its users, and which entries name no rule there is. */
@Component
class NotShownNotice {
    private static final Logger LOG = LoggerFactory.getLogger(NotShownNotice.class);

    private final ProdromeSettings settings;
    private final RulePack rules;

    NotShownNotice(ProdromeSettings settings, RulePack rules) {
        this.settings = settings;
        this.rules = rules;
    }

    @EventListener(ApplicationReadyEvent.class)
    void started() {
        for (NotShownSettings entry : settings.suppression().notShown()) {
            if (entry.evenCritical()) {
                LOG.warn(
                        "suppression.not-shown keeps CRITICAL cards of {} from roles {}, units {}, services {}: {}",
                        entry.rules(),
                        entry.roles(),
                        entry.units(),
                        entry.services(),
                        entry.reason());
            }
            entry.rules().stream()
                    .filter(rule -> !rule.startsWith("model/")
                            && rules.description(rule).isEmpty())
                    .forEach(rule ->
                            LOG.warn("suppression.not-shown names a rule that the pack does not have: {}", rule));
        }
    }
}
