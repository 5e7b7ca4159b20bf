package org.prodrome.web.advice;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.prodrome.web.config.ProdromeSettings;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings as a site would write them; what is not given has its default. */
final class TestSettings {
    private TestSettings() {}

    static ProdromeSettings of(Path folder, Map<String, String> site) {
        Map<String, String> written = new HashMap<>(Map.of(
                "prodrome.base-url", "http://127.0.0.1:8080",
                "prodrome.data-dir", folder.toString(),
                "prodrome.model-dir", folder.toString(),
                "prodrome.trusted-keys-dir", folder.toString(),
                "prodrome.issuers", ""));
        written.putAll(site);
        return new Binder(new MapConfigurationPropertySource(written))
                .bind("prodrome", ProdromeSettings.class)
                .get();
    }
}
