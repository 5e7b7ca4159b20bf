package org.prodrome.web.cdshooks;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.prodrome.web.config.ProdromeSettings;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Threads of the operating system's that hook calls are worked on. Virtual threads share a few carriers and keep theirs until they wait:
 * calls that compute on them would keep others from being heard, and answers from being sent.
 */
@Component
final class HookThreads implements Executor, DisposableBean {
    private static final long IDLE_SECONDS = 30;
    /** Work that nobody waits for any more has its thread until it ends, beside that of the calls there are. */
    private static final int LEFT_BEHIND = 2;

    private final ThreadPoolExecutor threads;

    HookThreads(ProdromeSettings settings) {
        this.threads = new ThreadPoolExecutor(
                0,
                LEFT_BEHIND * settings.hooks().calls(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().daemon().name("hooks").factory());
    }

    /** @throws java.util.concurrent.RejectedExecutionException where all of them are at work */
    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    @Override
    public void destroy() {
        threads.shutdown();
    }
}
