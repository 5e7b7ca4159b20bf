package org.prodrome.suite.load;

import java.nio.file.Path;
import org.prodrome.suite.process.TwoProcesses;

/** From built jars to both links answering, and what the two processes hold then. */
final class DemoBench {
    private DemoBench() {}

    static Figures run(Path folder) {
        long start = System.nanoTime();
        try (TwoProcesses both = TwoProcesses.start(TwoProcesses.Options.demo(folder))) {
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Figures("demo")
                    .put("start_s", seconds)
                    .put("rss_app_mb", both.app().residentMib())
                    .put("rss_sandbox_mb", both.sandbox().residentMib())
                    .put("rss_mb", both.app().residentMib() + both.sandbox().residentMib());
        }
    }
}
