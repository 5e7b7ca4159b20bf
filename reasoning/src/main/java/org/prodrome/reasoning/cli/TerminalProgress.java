package org.prodrome.reasoning.cli;

import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.training.Progress;

/** Phase, rate and time left on standard error. Not thread-safe; close it. */
final class TerminalProgress implements Progress, AutoCloseable {

    private static final int WIDTH = 100;

    private final String unit;
    private @Nullable ProgressBar bar;

    /** Progress in some unit, with a leading space: {@code " patients"}. */
    TerminalProgress(String unit) {
        this.unit = unit;
    }

    @Override
    public void phase(String name, long total) {
        close();
        bar = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(total)
                .setUnit(unit, 1)
                .showSpeed()
                .setStyle(ProgressBarStyle.ASCII)
                .setMaxRenderedLength(WIDTH)
                .setUpdateIntervalMillis((int) Duration.ofSeconds(1).toMillis())
                .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                .build();
    }

    @Override
    public void step() {
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void note(String sentence) {
        System.err.println(sentence);
    }

    /** Sets how much is done, with a word on how it goes. */
    void at(long done, String message) {
        if (bar != null) {
            bar.stepTo(done);
            bar.setExtraMessage(" " + message);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
