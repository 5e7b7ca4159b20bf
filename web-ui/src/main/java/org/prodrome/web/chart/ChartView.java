package org.prodrome.web.chart;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.Command;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.Optional;
import org.prodrome.fhir.search.ReadProgress;
import org.prodrome.web.launch.OpenLaunch;
import org.prodrome.web.launch.OpenLaunches;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chart of one launch. The record is read on a thread of its own; the browser asks every 300 ms until it is there.
 *
 * <p>Anyone may ask for the page; without the browser session that opened the launch, its handle shows nothing.
 */
@Route("app/:handle")
@PageTitle("Prodrome")
@AnonymousAllowed
public class ChartView extends Div implements BeforeEnterObserver {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(ChartView.class);
    private static final int POLL_MS = 300;

    private final transient OpenLaunches launches;
    private final transient ChartLoader loader;
    private final transient ChartDesk desk;

    ChartView(OpenLaunches launches, ChartLoader loader, ChartDesk desk) {
        this.launches = launches;
        this.loader = loader;
        this.desk = desk;
        setClassName("chart");
        setId("chart");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String handle = event.getRouteParameters().get("handle").orElse("");
        Object browser = VaadinSession.getCurrent().getSession().getAttribute(OpenLaunches.browserAttribute());
        Optional<OpenLaunch> launch = launches.find(browser, handle);
        if (launch.isEmpty()) {
            showEnded();
        } else {
            load(launch.get(), event.getUI());
        }
    }

    private void load(OpenLaunch launch, UI ui) {
        removeAll();
        ProgressBar bar = new ProgressBar();
        bar.setIndeterminate(true);
        var progress = new Paragraph();
        progress.setId("chart-progress");
        progress.getElement().setAttribute("aria-live", "off"); // numbers that change all the time are not read aloud
        Div loading = Html.div("loading", new Div(new Paragraph("Reading the record \u2026"), bar, progress));
        loading.setId("chart-loading");
        loading.getElement().setAttribute("role", "status");
        add(loading);
        ui.setPollInterval(POLL_MS);
        Thread.ofVirtual().name("chart-load").start(() -> loadInBackground(launch, ui, shown(ui, progress)));
    }

    /** A page that was left meanwhile takes no more progress, and reading goes on to its end. */
    private static ReadProgress.Listener shown(UI ui, Paragraph place) {
        return ui.<ReadProgress>accessLater(
                progress -> place.setText(Words.progress(progress)),
                () -> LOG.debug("The page was left while its chart was read"))::accept;
    }

    private void loadInBackground(OpenLaunch launch, UI ui, ReadProgress.Listener progress) {
        try {
            LoadedChart chart = loader.load(launch, progress);
            later(ui, () -> show(launch, chart, ui));
        } catch (RuntimeException failure) {
            LOG.error("The chart could not be loaded: {}", failure.getClass().getName());
            later(ui, () -> showFailed(launch, ui));
        }
    }

    /** A page that was left meanwhile takes nothing any more; then there is nothing to do. */
    private static void later(UI ui, Command command) {
        var accepted = ui.access(command);
        if (accepted.isCancelled()) {
            LOG.debug("The page was left before its chart was loaded");
        }
    }

    private void show(OpenLaunch launch, LoadedChart chart, UI ui) {
        ui.setPollInterval(-1);
        removeAll();
        add(new ChartPage(launch, chart, desk, () -> load(launch, ui)));
    }

    private void showFailed(OpenLaunch launch, UI ui) {
        ui.setPollInterval(-1);
        removeAll();
        var again = new com.vaadin.flow.component.button.Button("Try again", click -> load(launch, ui));
        again.setId("chart-retry");
        Div box = Html.div(
                "box",
                new H1("The record could not be read"),
                new Paragraph(
                        "Nothing was assessed, so nothing below can be taken as a clean bill. Your work in the EHR is"
                                + " not affected."),
                again);
        box.getElement().setAttribute("role", "alert");
        add(Html.div("single", box));
    }

    private void showEnded() {
        removeAll();
        Div box = Html.div(
                "box",
                new H1("This page has ended"),
                new Paragraph("Open Prodrome from the patient's chart in the EHR again. Nothing you decided is lost."));
        box.setId("chart-ended");
        add(Html.div("single", box));
    }
}
