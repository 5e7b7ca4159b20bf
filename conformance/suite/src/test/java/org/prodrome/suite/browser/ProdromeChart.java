package org.prodrome.suite.browser;

import java.util.List;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** What a clinician does in Prodrome's chart, inside whatever frame the browser looks into. */
final class ProdromeChart {
    private final Browser browser;

    ProdromeChart(Browser browser) {
        this.browser = browser;
    }

    void isLoaded() {
        browser.find("#patient-banner");
        browser.find("#summary");
    }

    String patientName() {
        return browser.find("#patient-name").getText();
    }

    List<WebElement> suggestions() {
        return browser.all("article.suggestion");
    }

    WebElement suggestion(String source) {
        return browser.find("article.suggestion[data-source='" + source + "']");
    }

    boolean offers(String source) {
        return !browser.all("article.suggestion[data-source='" + source + "']").isEmpty();
    }

    /** The first card with more than one part. */
    WebElement joined() {
        return browser.find("article.suggestion:has(.other-part)");
    }

    List<String> sources(WebElement card) {
        return card.findElements(By.cssSelector(".source-line")).stream()
                .map(WebElement::getText)
                .toList();
    }

    String notForReader() {
        return browser.find("#not-for-reader summary").getText();
    }

    void openNotForReader() {
        browser.click("#not-for-reader summary");
        browser.until(
                d -> d.findElement(By.cssSelector("#not-for-reader article.suggestion"))
                                .isDisplayed()
                        ? Boolean.TRUE
                        : null,
                "what is not for the reader never opened");
    }

    /** By how many px the chart is wider than its frame. */
    long tooWideBy() {
        return ((Number) Objects.requireNonNull(browser.script(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth")))
                .longValue();
    }

    int sentences() {
        return browser.all("#summary .sentence").size();
    }

    int sentencesWithoutSource() {
        return (int) browser.all("#summary .sentence").stream()
                .filter(sentence ->
                        sentence.findElements(By.cssSelector("button.cite")).isEmpty())
                .count();
    }

    String openFirstSource() {
        browser.click("#summary .sentence button.cite");
        String text = browser.find("vaadin-dialog .source, vaadin-dialog-overlay .source, #source-dialog .source")
                .getText();
        closeDialog();
        return text;
    }

    String risks() {
        return browser.find("#risks").getText();
    }

    String gaps() {
        return browser.find("#gaps").getText();
    }

    /** Previews the first suggestion of a card, reads the resource, accepts. Gives the previewed resource. */
    String acceptFirstSuggestion(String source) {
        browser.click("article.suggestion[data-source='" + source + "'] vaadin-button.preview");
        browser.click("#preview-resource vaadin-details-summary");
        String resource = browser.find("#preview-resource pre.resource").getText();
        browser.click("#accept-draft");
        gone(source);
        return resource;
    }

    /** Opens the preview of a card's first suggestion; what it says of the way into the EHR. */
    String previewFirstSuggestion(String source) {
        browser.click("article.suggestion[data-source='" + source + "'] vaadin-button.preview");
        return browser.find("#preview-route").getText();
    }

    void acceptPreviewed(String source) {
        browser.click("#accept-draft");
        gone(source);
    }

    /** Waits until the accepted draft stands somewhere; what is said of it. */
    String draftIs(String state) {
        return browser.find("#decided .write-state[data-state='" + state + "']").getText();
    }

    void takeDraftBack() {
        browser.click("#decided .write-state vaadin-button.take-back");
        browser.click("#take-back-confirm");
    }

    void override(String source, String reason) {
        browser.click("article.suggestion[data-source='" + source + "'] vaadin-button.override");
        browser.click("#override-save");
        browser.until(
                d -> d.findElement(By.id("override-reasons")).getDomAttribute("invalid") != null ? Boolean.TRUE : null,
                "an override without a reason was not refused");
        WebElement choice = browser.until(
                d -> d.findElements(By.cssSelector("#override-reasons vaadin-radio-button")).stream()
                        .filter(button -> button.getText().contains(reason))
                        .findFirst()
                        .orElse(null),
                "no override reason '" + reason + "'");
        choice.findElement(By.cssSelector("input")).click();
        browser.click("#override-save");
        gone(source);
    }

    private void gone(String source) {
        browser.until(
                d -> d.findElements(By.cssSelector("article.suggestion[data-source='" + source + "']"))
                                .isEmpty()
                        ? Boolean.TRUE
                        : null,
                "the card of " + source + " stayed");
    }

    void openRiskOverTime() {
        browser.click("#tab-trajectory");
        browser.find("#trajectories svg.plot");
    }

    void openTrajectoryTable() {
        browser.click("#trajectory-table summary");
        browser.find("#trajectory-table tbody tr");
    }

    void chooseHorizon(String words) {
        browser.click("#trajectory-horizon");
        WebElement choice = browser.until(
                d -> d.findElements(By.cssSelector("vaadin-select-item")).stream()
                        .filter(item -> item.isDisplayed() && item.getText().equals(words))
                        .findFirst()
                        .orElse(null),
                "no horizon '" + words + "'");
        choice.click();
    }

    void openDecided() {
        browser.click("#tab-decided");
        browser.find("#decided");
    }

    /** The decisions listed, as kind, source and text. */
    List<String> decided() {
        return browser.all("#decided article.decided").stream()
                .map(article -> article.getDomAttribute("data-kind") + " " + article.getDomAttribute("data-source")
                        + " " + article.getText())
                .toList();
    }

    String pointedSource() {
        return String.valueOf(browser.find("article.suggestion.pointed").getDomAttribute("data-source"));
    }

    private void closeDialog() {
        browser.driver().findElements(By.cssSelector("vaadin-button")).stream()
                .filter(button -> button.isDisplayed() && button.getText().equals("Close"))
                .findFirst()
                .ifPresent(WebElement::click);
    }
}
