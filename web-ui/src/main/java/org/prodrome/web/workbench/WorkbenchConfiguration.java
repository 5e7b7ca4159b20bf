package org.prodrome.web.workbench;

import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.server.VaadinServiceInitListener;
import java.time.Clock;
import java.time.Duration;
import org.prodrome.launcher.SigningKeys;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.web.advice.FiringCounts;
import org.prodrome.web.audit.AuditLog;
import org.prodrome.web.audit.RefusalTally;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.config.WorkbenchSettings;
import org.prodrome.web.governance.ReleaseRegister;
import org.prodrome.web.governance.RuleChangeDesk;
import org.prodrome.web.governance.RuleSettingsBook;
import org.prodrome.web.store.PatientVault;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;

/** The rules page and its sign-in: there only where a provider is configured. */
@Configuration
@ConditionalOnProperty("prodrome.workbench.issuer")
@EnableConfigurationProperties(WorkbenchSettings.class)
class WorkbenchConfiguration {
    private static final Duration LONGEST_TRIAL = Duration.ofSeconds(20);

    @Bean
    WorkbenchSessions workbenchSessions(WorkbenchSettings settings, PatientVault vault, AuditLog audit, Clock clock) {
        return new WorkbenchSessions(settings, vault, audit, clock);
    }

    @Bean
    Provider workforceProvider(WorkbenchSettings settings, ProdromeSettings site) {
        return new Provider(settings, site.baseUrl());
    }

    @Bean
    JwtDecoderFactory<ClientRegistration> idTokenDecoders(WorkbenchSettings settings) {
        return new IdTokenDecoders(settings);
    }

    @Bean
    WorkbenchSignIn workbenchSignIn(
            WorkbenchSettings settings,
            Provider provider,
            WorkbenchSessions sessions,
            SigningKeys keys,
            RefusalTally tally) {
        return new WorkbenchSignIn(
                provider, new WorkforceUsers(settings), sessions, new SignInRefused(tally), keys, settings);
    }

    @Bean
    SignedIn signedIn(WorkbenchSessions sessions) {
        return new SignedIn(sessions);
    }

    @Bean
    RulesDesk rulesDesk(
            RulePack pack,
            ReleaseRegister releases,
            RuleSettingsBook book,
            RuleChangeDesk changes,
            FiringCounts counts,
            Clock clock,
            ProdromeSettings site) {
        return new RulesDesk(pack, releases, book, changes, counts, new Trials(LONGEST_TRIAL), clock, site.zone());
    }

    /** The pages are no routes without this. */
    @Bean
    VaadinServiceInitListener workbenchRoutes() {
        return event -> {
            RouteConfiguration routes =
                    RouteConfiguration.forRegistry(event.getSource().getRouter().getRegistry());
            routes.setAnnotatedRoute(RulesView.class);
            routes.setAnnotatedRoute(RuleView.class);
        };
    }
}
