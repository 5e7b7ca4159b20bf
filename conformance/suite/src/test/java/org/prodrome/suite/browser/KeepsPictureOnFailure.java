package org.prodrome.suite.browser;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps a picture and the page's source of a journey that failed, under target/pictures. */
final class KeepsPictureOnFailure implements AfterTestExecutionCallback {
    private static final ThreadLocal<@Nullable Browser> WATCHED = new ThreadLocal<>();

    static void watch(Browser browser) {
        WATCHED.set(browser);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        Browser browser = WATCHED.get();
        if (context.getExecutionException().isPresent() && browser != null) {
            browser.keep("failed-" + context.getRequiredTestMethod().getName());
        }
        WATCHED.remove();
    }
}
