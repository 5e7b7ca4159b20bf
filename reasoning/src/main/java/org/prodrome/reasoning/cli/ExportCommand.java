package org.prodrome.reasoning.cli;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.bulk.server.ExportLimits;
import org.prodrome.fhir.bulk.server.ExportOrder;
import org.prodrome.fhir.bulk.server.ExportReceipt;
import org.prodrome.fhir.bulk.server.ServerExport;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.FhirHttp;
import org.prodrome.launcher.ClientAuthentication;
import org.prodrome.launcher.IssuerRegistration;
import org.prodrome.launcher.Scopes;
import org.prodrome.launcher.SigningKeys;
import org.prodrome.launcher.SmartLauncher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Brings a FHIR server's bulk export ($export) into a directory, in the app's own name (Backend Services).",
            "Killed or failed, the same command goes on where it stood."
        })
final class ExportCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "the app's private keys, mode 600")
    @SuppressWarnings("NullAway.Init")
    private Path key;

    @Option(
            names = "--public-keys",
            description = "only print the key set to register at the server, made when missing")
    private boolean publicKeys;

    @Option(names = "--issuer", paramLabel = "URL", description = "the server's FHIR base")
    private @Nullable URI issuer;

    @Option(names = "--client-id", paramLabel = "ID", description = "the app's id at the server")
    private @Nullable String clientId;

    @Option(names = "--out", paramLabel = "DIR", description = "for the export: new, empty or unfinished")
    private @Nullable Path out;

    @Option(names = "--group", paramLabel = "ID", description = "only this Group's patients")
    private @Nullable String group;

    @Option(names = "--system", description = "everything on the server, not only what belongs to patients")
    private boolean system;

    @Option(names = "--types", split = ",", paramLabel = "TYPE", description = "only these resource types")
    private List<String> types = List.of();

    @Option(names = "--since", paramLabel = "INSTANT", description = "only what changed since, 2026-01-31T00:00:00Z")
    private @Nullable Instant since;

    @Option(names = "--scopes", paramLabel = "SCOPES", description = "instead of system/TYPE.rs for the types")
    private @Nullable String scopes;

    @Option(
            names = "--file-host",
            paramLabel = "HOST",
            description = "host or host:port beside the server from which files may come, without a token; repeatable")
    private Set<String> fileHosts = Set.of();

    @Option(
            names = "--token-host",
            paramLabel = "HOST",
            description = "host of the token endpoint, where it is another")
    private Set<String> tokenHosts = Set.of();

    @Option(names = "--internal-network", description = "the server's hosts have private addresses")
    private boolean internalNetwork;

    @Option(names = "--loopback-http", description = "allow plain http on this machine, for development")
    private boolean loopbackHttp;

    @Option(names = "--cancel", description = "give an unfinished export up, here and at the server")
    private boolean cancel;

    @Override
    public Integer call() {
        if (publicKeys) {
            spec.commandLine()
                    .getOut()
                    .println(SigningKeys.in(key, Clock.systemUTC()).publicJwks());
            return 0;
        }
        Path into = given("--out", out);
        if (!Files.isRegularFile(key)) {
            throw new IllegalArgumentException("--key: expected a key file; --public-keys makes one");
        }
        ExportOrder order = order();
        FhirAccess access = access();
        try (ExportProgress progress = new ExportProgress()) {
            var export = new ServerExport(access, FhirHttp.newClient(), ExportLimits.DEFAULT, fileHosts, progress);
            return cancel ? cancelled(export, into) : exported(export.run(order, into), progress);
        }
    }

    private int cancelled(ServerExport export, Path into) {
        boolean told = export.cancel(into);
        spec.commandLine().getOut().println("given up" + (told ? "" : "; the server did not say that it knows"));
        return 0;
    }

    private int exported(ExportReceipt receipt, ExportProgress progress) {
        receipt.notes().forEach(progress::note);
        tell("issues the server reports, by code (the whole in errors/)", receipt.errors(), progress);
        tell(
                "deleted at the server since, to be taken out of earlier copies (deleted/)",
                receipt.deletions(),
                progress);
        progress.close();
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%,d resources in %d files, as of %s; manifest: %s%n",
                        receipt.resources(),
                        receipt.files().size(),
                        receipt.transactionTime(),
                        ExportReceipt.FILE);
        return 0;
    }

    private static void tell(String what, Map<String, Long> counts, ExportProgress progress) {
        if (!counts.isEmpty()) {
            progress.note(what + ": " + new TreeMap<>(counts));
        }
    }

    private ExportOrder order() {
        if (group != null && system) {
            throw new IllegalArgumentException("--group, --system: expected one of them, got both");
        }
        ExportOrder.Level level = group != null
                ? new ExportOrder.MembersOf(group)
                : system ? new ExportOrder.WholeSystem() : new ExportOrder.AllPatients();
        return new ExportOrder(level, types, since, ExportOrder.NDJSON);
    }

    private FhirAccess access() {
        var keys = new ClientAuthentication.PrivateKeyJwt(SigningKeys.in(key, Clock.systemUTC()));
        IssuerRegistration registration = IssuerRegistration.backend(
                        given("--issuer", issuer), given("--client-id", clientId), keys, wanted())
                .trustingHosts(tokenHosts.toArray(String[]::new));
        registration = internalNetwork ? registration.onInternalNetwork() : registration;
        registration = loopbackHttp ? registration.allowingLoopbackHttp() : registration;
        return FhirAccess.of(SmartLauncher.builder().build().backend(registration));
    }

    private Scopes wanted() {
        if (scopes != null) {
            return Scopes.parse(scopes);
        }
        return Scopes.parse(
                types.isEmpty()
                        ? "system/*.rs"
                        : types.stream().map(type -> "system/" + type + ".rs").collect(Collectors.joining(" ")));
    }

    private static <T> T given(String option, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(option + ": expected a value, got none");
        }
        return value;
    }
}
