package org.prodrome.suite.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Headless Chromium with a profile of its own; waits on what the user would see, never for a time. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private final ChromeDriver driver;
    private final Path shots;

    private Browser(ChromeDriver driver, Path shots) {
        this.driver = driver;
        this.shots = shots;
    }

    static Browser open(Path shots) {
        return open(shots, new ChromeOptions());
    }

    /** One that keeps no third-party cookies, as its users may choose, and takes certificates that sign themselves. */
    static Browser blockingThirdPartyCookies(Path shots) {
        ChromeOptions options = new ChromeOptions();
        options.setAcceptInsecureCerts(true);
        options.setExperimentalOption(
                "prefs", Map.of("profile.block_third_party_cookies", true, "profile.cookie_controls_mode", 1));
        return open(shots, options);
    }

    private static Browser open(Path shots, ChromeOptions options) {
        try {
            Files.createDirectories(shots);
            Path profile = Files.createTempDirectory("prodrome-browser");
            options.setBinary(CHROMIUM.toFile());
            options.addArguments(
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-dev-shm-usage",
                    "--test-third-party-cookie-phaseout",
                    "--user-data-dir=" + profile);
            ChromeDriverService service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(DRIVER.toFile())
                    .usingAnyFreePort()
                    .build();
            ChromeDriver driver = new ChromeDriver(service, options);
            driver.manage().window().setSize(new Dimension(1280, 960));
            return new Browser(driver, shots);
        } catch (IOException e) {
            throw new UncheckedIOException("the browser could not be prepared", e);
        }
    }

    void go(String address) {
        driver.switchTo().defaultContent();
        driver.get(address);
    }

    void resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    WebDriver driver() {
        return driver;
    }

    /** The first element a selector finds, once it is there. */
    WebElement find(String css) {
        return until(d -> d.findElement(By.cssSelector(css)), "no element " + css);
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** Clicks once the element can be clicked. */
    void click(String css) {
        until(
                d -> {
                    WebElement element = d.findElement(By.cssSelector(css));
                    if (!element.isDisplayed() || !element.isEnabled()) {
                        return null;
                    }
                    driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
                    element.click();
                    return element;
                },
                "could not click " + css);
    }

    /** Waits until an element's text contains words. */
    String reads(String css, String words) {
        return until(
                d -> {
                    String text = d.findElement(By.cssSelector(css)).getText();
                    return text.contains(words) ? text : null;
                },
                css + " never read '" + words + "'");
    }

    @Nullable
    Object script(String script) {
        return driver.executeScript(script);
    }

    void frame(String css) {
        driver.switchTo().defaultContent();
        WebElement frame = find(css);
        driver.switchTo().frame(frame);
    }

    void top() {
        driver.switchTo().defaultContent();
    }

    <T> T until(Function<WebDriver, @Nullable T> condition, String otherwise) {
        return Objects.requireNonNull(new WebDriverWait(driver, PATIENCE)
                .ignoring(NoSuchElementException.class)
                .ignoring(StaleElementReferenceException.class)
                .ignoring(org.openqa.selenium.ElementClickInterceptedException.class)
                .ignoring(org.openqa.selenium.ElementNotInteractableException.class)
                .withMessage(() -> otherwise)
                .until(condition));
    }

    /** Keeps a picture and the page's source under a name. */
    void keep(String name) {
        try {
            Files.write(shots.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
            Files.writeString(shots.resolve(name + ".html"), driver.getPageSource());
        } catch (IOException e) {
            throw new UncheckedIOException("the screenshot could not be kept", e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
