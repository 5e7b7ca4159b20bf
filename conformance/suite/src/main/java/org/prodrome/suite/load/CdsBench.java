package org.prodrome.suite.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.prodrome.suite.load.CdsLoad.Outcome;
import org.prodrome.suite.load.CdsLoad.Run;
import org.prodrome.suite.process.RunningProcess;
import org.prodrome.suite.process.TwoProcesses;

/**
 * Order-sign at a fixed arrival rate, JWT on, prefetch of about 200 resources, two draft orders, rules and model; then the highest
 * rate at which every call gets its cards in time; then with the model stopped, with the EHR's FHIR server hanging, and with ten times
 * the load. The app and the load share the machine.
 */
final class CdsBench {
    private static final int PER_SECOND = 50;
    private static final int WARM_UP_SECONDS = 120;
    private static final int SECONDS = 30;
    private static final int SHORT_SECONDS = 10;
    private static final int OVERLOAD = 10;
    private static final int[] RATES = {60, 80, 100, 120, 140, 160, 200, 250, 300};

    private final Figures figures = new Figures("cds");

    private CdsBench() {}

    static Figures run(Path folder) throws Exception {
        CdsBench bench = new CdsBench();
        try (CdsClient client = CdsClient.start()) {
            Path config = folder.resolve("bench.yml");
            Files.writeString(config, client.siteConfiguration());
            try (RunningProcess app = TwoProcesses.appAlone(folder.resolve("whole"), config)) {
                bench.whole(client, app);
            }
            Path none = folder.resolve("no-model");
            try (RunningProcess app = TwoProcesses.appAlone(none, config, none.resolve("nothing"))) {
                HookCall call = HookCall.orderSign(client, app.address());
                new CdsLoad(call).drive(PER_SECOND, SHORT_SECONDS);
                bench.put("no_model_", new CdsLoad(call).drive(PER_SECOND, SHORT_SECONDS));
            }
        }
        return bench.figures;
    }

    private void whole(CdsClient client, RunningProcess app) throws IOException, InterruptedException {
        HookCall call = HookCall.orderSign(client, app.address());
        CdsLoad load = new CdsLoad(call);
        load.drive(PER_SECOND, WARM_UP_SECONDS);
        CdsProfile profile = CdsProfile.of(app.address());
        Run usual = load.drive(PER_SECOND, SECONDS);
        figures.putLatencies(usual.nanos())
                .put("requests_per_s", (long) PER_SECOND)
                .put("requests", (long) PER_SECOND * SECONDS)
                .put("late", usual.late())
                .put("errors", usual.of(Outcome.WRONG))
                .put("not_checked", usual.of(Outcome.NOT_CHECKED))
                .put("shed", usual.of(Outcome.SHED))
                .put("resources", call.resources())
                .put("cards", call.cards())
                .put("rss_app_mb", app.residentMib());
        put(profile.since());
        figures.put("saturation_per_s", saturation(load));
        put("fhir_hangs_", new CdsLoad(call.askingServer(client.hangingServer())).drive(PER_SECOND, SHORT_SECONDS));
        put("overload_", load.drive(OVERLOAD * PER_SECOND, SHORT_SECONDS));
        put("after_overload_", load.drive(PER_SECOND, SHORT_SECONDS));
    }

    private void put(Map<String, Double> means) {
        System.out.println(
                "Mean milliseconds of each stage of a call; advice holds rules, model and cards, turn is the wait for it;"
                        + " processor and pauses are the whole program's, for each call:");
        means.forEach((stage, millis) -> {
            System.out.printf("  %-8s %8.2f%n", stage, millis);
            figures.put("profile_" + stage.replace('-', '_') + "_ms", millis);
        });
    }

    /** The highest of the rates at which every call got its cards in time, one after the other. */
    private static long saturation(CdsLoad load) throws InterruptedException {
        long sustained = PER_SECOND;
        for (int rate : RATES) {
            Run run = load.drive(rate, SHORT_SECONDS);
            System.out.printf(
                    "  %d/s: %d checked, %d not checked, %d shed, %d wrong, %d late%n",
                    rate,
                    run.of(Outcome.CHECKED),
                    run.of(Outcome.NOT_CHECKED),
                    run.of(Outcome.SHED),
                    run.of(Outcome.WRONG),
                    run.late());
            if (!run.isSustained()) {
                return sustained;
            }
            sustained = rate;
        }
        return sustained;
    }

    private void put(String mode, Run run) {
        long[] none = {0};
        Figures own = new Figures(mode).putLatencies(run.nanos().length == 0 ? none : run.nanos());
        figures.put(mode + "p50_ms", own.number("p50_ms"))
                .put(mode + "p99_ms", own.number("p99_ms"))
                .put(mode + "checked", run.of(Outcome.CHECKED))
                .put(mode + "not_checked", run.of(Outcome.NOT_CHECKED))
                .put(mode + "shed", run.of(Outcome.SHED))
                .put(mode + "errors", run.of(Outcome.WRONG))
                .put(mode + "late", run.late());
    }
}
