package org.prodrome.suite.browser;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What an informaticist does in the rules page. */
final class RulesPage {
    private static final Dimension WIDE = new Dimension(1280, 960);
    private static final Dimension NARROW = new Dimension(420, 960);

    private final Browser browser;
    private final URI app;

    RulesPage(Browser browser, URI app) {
        this.browser = browser;
        this.app = app;
    }

    /** From the provider's page on, as the person of a subject. */
    void signInAs(String subject) {
        browser.go(app + "/workbench/rules");
        browser.click("input[name='employee'][value='" + subject + "']");
        browser.click("#workforce-sign-in");
    }

    /** As the link on a rule's page does when a decision takes a fresh sign-in. */
    void signInAgainAs(String subject, String rule) {
        browser.go(app + "/workbench/sign-in/workforce?rule=" + rule);
        browser.click("input[name='employee'][value='" + subject + "']");
        browser.click("#workforce-sign-in");
    }

    /** Looks again until the sign-in is too old to decide with. */
    void becomesStale(String rule) {
        browser.until(
                d -> {
                    open(rule);
                    return maySee("sign-in-again") ? Boolean.TRUE : null;
                },
                "the sign-in never became too old to decide with");
    }

    /** Follows the link to the provider, and proves who it is once more. */
    void followSignInAgain(String subject) {
        browser.click("#sign-in-again");
        browser.click("input[name='employee'][value='" + subject + "']");
        browser.click("#workforce-sign-in");
        browser.find("#in-force");
    }

    String address() {
        return String.valueOf(browser.driver().getCurrentUrl());
    }

    void isListed() {
        browser.find("#rules-table");
    }

    void filter(String words) {
        browser.find("#filter-words input").sendKeys(words);
    }

    void found(String words) {
        browser.reads("#rules-found", words);
    }

    void open(String rule) {
        browser.go(app + "/workbench/rules/" + rule);
        browser.find("#in-force");
    }

    void severity(String word) {
        choose("propose-severity", word);
    }

    void state(String word) {
        choose("propose-state", word);
    }

    private void choose(String select, String word) {
        browser.click("#" + select);
        browser.until(
                d -> d.findElements(By.cssSelector("vaadin-select-item")).stream()
                        .filter(item -> item.isDisplayed() && item.getText().equals(word))
                        .findFirst()
                        .map(item -> {
                            item.click();
                            return item;
                        })
                        .orElse(null),
                "no '" + word + "' to choose in " + select);
    }

    /** Types a parameter's local value over what is there. */
    void parameter(String id, String value) {
        WebElement field = browser.find("#parameter-" + id + " input");
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), value);
    }

    String parameterProblem(String id) {
        return browser.until(
                d -> {
                    WebElement field = d.findElement(By.cssSelector("#parameter-" + id));
                    return field.getDomAttribute("invalid") == null ? null : field.getText();
                },
                "the field never said what is wrong with it");
    }

    void propose(String reason) {
        browser.find("#propose-reason textarea").sendKeys(reason);
        browser.click("#propose-go");
    }

    String proposal() {
        return browser.find("#proposal").getText();
    }

    boolean maySee(String id) {
        return !browser.all("#" + id).isEmpty();
    }

    void release() {
        browser.click("#release");
    }

    /** What is asked once more where golden cases would come out otherwise. */
    String releaseTrial() {
        return browser.until(
                d -> {
                    String text =
                            d.findElement(By.cssSelector("#release-trial")).getText();
                    return text.contains("golden cases as expected") ? text : null;
                },
                "nothing was asked about golden cases");
    }

    void releaseAnyway() {
        browser.click("#release-anyway");
    }

    void cancelRelease() {
        browser.click("#release-cancel");
        browser.until(
                d -> d.findElements(By.cssSelector("#release-trial")).isEmpty() ? Boolean.TRUE : null,
                "the question stayed");
    }

    /** Rules that another content of the pack shows to fewer people. */
    String narrower() {
        return browser.find("#narrower").getText();
    }

    void inForce(String words) {
        browser.reads("#in-force", words);
    }

    void stop(String id, String reason) {
        browser.click("#" + id);
        browser.find("#reason textarea").sendKeys(reason);
        browser.click("#reason-go");
    }

    void history(String words) {
        browser.reads("#history", words);
    }

    /** How many cases came out as expected, in words. */
    String golden(String button) {
        browser.click("#" + button);
        return browser.reads("#golden-results", "cases as expected");
    }

    /** A file for the record, a paste for the orders. */
    String explain(Path bundle, String orders) {
        browser.find("#explain-upload")
                .getShadowRoot()
                .findElement(By.cssSelector("input[type='file']"))
                .sendKeys(bundle.toAbsolutePath().toString());
        browser.until(
                d -> Objects.requireNonNullElse(
                                        d.findElement(By.cssSelector("#explain-bundle textarea"))
                                                .getDomProperty("value"),
                                        "")
                                .isEmpty()
                        ? null
                        : Boolean.TRUE,
                "the file never arrived");
        paste("explain-orders", orders);
        browser.click("#explain-run");
        browser.find("#explain-outcome .trace");
        return browser.find("#explain-outcome").getText();
    }

    /** What the field says of a record that cannot be read. */
    String refusedRecord(String text) {
        paste("explain-bundle", text);
        browser.click("#explain-run");
        return browser.until(
                d -> {
                    WebElement area = d.findElement(By.cssSelector("#explain-bundle"));
                    return area.getDomAttribute("invalid") == null ? null : area.getText();
                },
                "the record was not refused");
    }

    /** As a paste does: the whole text at once. */
    private void paste(String id, String text) {
        WebElement area = browser.find("#" + id + " textarea");
        ((org.openqa.selenium.JavascriptExecutor) browser.driver())
                .executeScript(
                        "arguments[0].value = arguments[1];"
                                + " arguments[0].dispatchEvent(new Event('input', {bubbles: true, composed: true}));"
                                + " arguments[0].dispatchEvent(new Event('change', {bubbles: true, composed: true}));",
                        area,
                        text);
    }

    void signOut() {
        browser.click("#sign-out");
    }

    void asksWhoItIs() {
        browser.find("#workforce-sign-in");
    }

    void narrow() {
        browser.resize(NARROW.getWidth(), NARROW.getHeight());
    }

    void wide() {
        browser.resize(WIDE.getWidth(), WIDE.getHeight());
    }

    /** By how many px the page is wider than the window. */
    long tooWideBy() {
        return ((Number) Objects.requireNonNull(
                        browser.script("return document.documentElement.scrollWidth - window.innerWidth")))
                .longValue();
    }

    List<String> refusal() {
        return List.of(browser.find("#why").getText(), browser.find("#code").getText());
    }
}
