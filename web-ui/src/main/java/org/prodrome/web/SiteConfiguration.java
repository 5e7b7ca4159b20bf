package org.prodrome.web;

import java.time.Clock;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.config.SuppressionSettings;
import org.prodrome.web.decision.Suppression;
import org.prodrome.web.store.MasterKey;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the site's settings become. */
@Configuration
class SiteConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    MasterKey masterKey(ProdromeSettings settings) {
        return MasterKey.readOrCreate(settings.dataDir().resolve("keys").resolve("master.key"));
    }

    @Bean
    Suppression suppression(ProdromeSettings settings) {
        SuppressionSettings spans = settings.suppression();
        return new Suppression(
                spans.criticalOverride(),
                spans.otherOverride(),
                spans.accepted(),
                spans.episodeAtMost(),
                spans.criticalEpisodeAtMost(),
                settings.zone());
    }
}
