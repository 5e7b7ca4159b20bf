package org.prodrome.web.cdshooks;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.web.config.CdsClientSettings;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.springframework.stereotype.Component;

/** Which services a client is offered, by its configuration; a configuration that cannot be followed ends the start. */
@Component
final class ClientServices {
    private final PrefetchTemplates templates;

    /** @throws IllegalArgumentException naming the setting that cannot be followed */
    ClientServices(ProdromeSettings settings, PrefetchTemplates templates) {
        this.templates = templates;
        for (IssuerSettings issuer : settings.issuers()) {
            @Nullable CdsClientSettings client = issuer.cdsClient();
            if (client != null) {
                check(client, issuer);
            }
        }
    }

    /** The discovery document's entries. */
    List<CdsServiceKind.Service> offered(IssuerSettings issuer) {
        @Nullable CdsClientSettings client = issuer.cdsClient();
        boolean sharedIds = client != null && client.sharedIds();
        return kinds(client).stream()
                .map(kind -> kind.describe(sharedIds, templates.of(kind, client)))
                .toList();
    }

    /**
     * The services of an id, one for each of its hooks that the client is offered.
     *
     * @throws FieldProblem 404 where there are none
     */
    List<CdsServiceKind> at(String id, IssuerSettings issuer) {
        List<CdsServiceKind> found =
                kinds(issuer.cdsClient()).stream().filter(kind -> kind.isAt(id)).toList();
        if (found.isEmpty()) {
            throw new FieldProblem(404, "id", "a known service", "another");
        }
        return found;
    }

    private static List<CdsServiceKind> kinds(@Nullable CdsClientSettings client) {
        return client == null
                ? List.of()
                : CdsServiceKind.all().stream()
                        .filter(kind -> client.hooks().contains(kind.hook()))
                        .toList();
    }

    private static void check(CdsClientSettings client, IssuerSettings issuer) {
        String of = " of issuer " + issuer.issuer();
        client.hooks().forEach(hook -> known(hook, "cds-client.hooks" + of));
        client.prefetch().forEach((hook, byKey) -> {
            String field = "cds-client.prefetch." + hook;
            CdsServiceKind kind = known(hook, field + of);
            byKey.forEach((key, template) ->
                    TemplateGrammar.check(field + "." + key + of, key, template, kind, client.speaksVersion3()));
        });
    }

    private static CdsServiceKind known(String hook, String field) {
        return CdsServiceKind.ofHook(hook)
                .orElseThrow(() -> new IllegalArgumentException(
                        field + ": expected the name of a hook that is served, got '" + hook + "'"));
    }
}
