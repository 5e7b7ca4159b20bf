package org.prodrome.suite.browser;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** What a clinician does in the EHR's own pages. */
final class Ehr {
    private final Browser browser;
    private final String origin;

    Ehr(Browser browser, String origin) {
        this.browser = browser;
        this.origin = origin;
    }

    int patientsListed() {
        browser.go(origin + "/");
        browser.find("#patient-list a[data-patient]");
        return browser.all("#patient-list a[data-patient]").size();
    }

    void openChart(String patient) {
        browser.go(origin + "/chart/" + patient);
        browser.find("#patient-banner #banner-name");
    }

    String bannerName() {
        browser.top();
        return browser.find("#banner-name").getText();
    }

    /** Opens the app inside the chart's frame and looks into it. */
    void openProdrome() {
        browser.top();
        browser.click("#open-prodrome");
        browser.frame("iframe#prodrome-frame");
    }

    void openOrderEntry(String patient) {
        browser.go(origin + "/chart/" + patient + "/orders");
        browser.find("#orderables [data-orderable]");
    }

    void order(String orderable) {
        browser.click("#orderables [data-orderable='" + orderable + "']");
        browser.find("#draft-orders [data-draft]");
    }

    int draftOrders() {
        return browser.all("#draft-orders [data-draft]").size();
    }

    /** The card whose summary contains words, once it is there. */
    WebElement card(String words) {
        return browser.until(
                d -> d.findElements(By.cssSelector("#cds-cards .cds-card")).stream()
                        .filter(card ->
                                card.findElement(By.tagName("h3")).getText().contains(words))
                        .findFirst()
                        .orElse(null),
                "no CDS card about '" + words + "'");
    }

    List<String> cardSummaries() {
        return browser.all("#cds-cards .cds-card h3").stream()
                .map(WebElement::getText)
                .toList();
    }

    /** Waits until the decision support panel has an answer, a card or a sentence that there is none. */
    void adviceIsIn() {
        browser.until(
                d -> !d.findElements(By.cssSelector("#cds-cards .cds-card")).isEmpty()
                                || d.findElement(By.id("cds-status")).getText().contains("No advice")
                        ? Boolean.TRUE
                        : null,
                "the decision support panel never had an answer");
    }

    void applyFirstSuggestion(WebElement card) {
        card.findElement(By.cssSelector(".cds-suggestion-apply")).click();
    }

    void override(WebElement card, String comment) {
        String key = card.getDomAttribute("data-card-key");
        String within = ".cds-card[data-card-key='" + key + "'] ";
        browser.click(within + ".cds-override");
        new Select(browser.find(within + ".cds-override-reason")).selectByIndex(1);
        browser.find(within + ".cds-override-comment").sendKeys(comment);
        browser.click(within + ".cds-override-confirm");
        browser.until(
                d -> d.findElements(By.cssSelector(within + ".outcome")).isEmpty() ? null : Boolean.TRUE,
                "the card never showed its outcome");
    }

    void followSmartLink(WebElement card) {
        card.findElement(By.cssSelector(".cds-link[data-link-type='smart']")).click();
        browser.frame("iframe#prodrome-frame");
    }

    void sign() {
        browser.click("#sign-orders");
    }

    List<String> ordersWithStatus(String status) {
        return browser.all("#orders-list [data-order][data-status='" + status + "']").stream()
                .map(WebElement::getText)
                .toList();
    }
}
