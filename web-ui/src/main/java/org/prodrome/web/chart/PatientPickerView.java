package org.prodrome.web.chart;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.PatientSearch;
import org.prodrome.web.launch.ChartOpening;
import org.prodrome.web.launch.OpenLaunches;
import org.prodrome.web.launch.PatientChoice;

/**
 * Chooses the patient of a launch that came without one. What is typed and found stays in the page: no address, log or cookie
 * holds it.
 */
@Route("patients/:handle")
@PageTitle("Choose a patient")
@AnonymousAllowed
public class PatientPickerView extends Div implements BeforeEnterObserver {
    private static final long serialVersionUID = 1;
    private static final Duration BUDGET = Duration.ofSeconds(10);

    private final transient OpenLaunches launches;
    private final transient ChartOpening charts;
    private final transient PatientSearch search;
    private final TextField name = new TextField("Name");
    private final DatePicker birthDate = new DatePicker("Birth date");
    private final TextField identifier = new TextField("Record number");
    private final Div results = Html.div("results");

    PatientPickerView(OpenLaunches launches, ChartOpening charts, PatientSearch search) {
        this.launches = launches;
        this.charts = charts;
        this.search = search;
        setClassName("chart");
        setId("patient-picker");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        removeAll();
        String handle = event.getRouteParameters().get("handle").orElse("");
        Optional<PatientChoice> choice = launches.findChoice(browser(), handle);
        if (choice.isEmpty()) {
            Div ended = Html.div("box", new H1("This page has ended"), new Paragraph("Open Prodrome again."));
            ended.setId("chart-ended");
            add(Html.div("single", ended));
        } else {
            add(Html.div("single", form(choice.get())));
        }
    }

    private Div form(PatientChoice choice) {
        name.setId("patient-search");
        birthDate.setId("patient-birth-date");
        identifier.setId("patient-identifier");
        Button look = new Button("Search", click -> look(choice));
        look.setId("patient-search-go");
        look.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        look.addClickShortcut(Key.ENTER);
        results.setId("patient-results");
        results.getElement().setAttribute("role", "status");
        return Html.div(
                "box", new H1("Choose a patient"), Html.div("fields", name, birthDate, identifier, look), results);
    }

    private void look(PatientChoice choice) {
        results.removeAll();
        if (name.isEmpty() && birthDate.isEmpty() && identifier.isEmpty()) {
            results.add(new Paragraph("Give a name, a birth date or a record number."));
            return;
        }
        var query = new PatientSearch.Query(name.getValue(), birthDate.getValue(), identifier.getValue());
        switch (search.find(FhirAccess.of(choice.context().access()), query, BUDGET)) {
            case PatientSearch.Outcome.Found found -> show(choice, found);
            case PatientSearch.Outcome.NotAnswered not -> {
                Paragraph failed = new Paragraph("The EHR gave no answer: " + not.why() + ". Please try again.");
                failed.setId("patient-search-failed");
                results.add(failed);
            }
        }
    }

    private void show(PatientChoice choice, PatientSearch.Outcome.Found found) {
        List<PatientSearch.Match> matches = found.matches();
        results.add(new Paragraph(
                matches.isEmpty()
                        ? "Nobody was found."
                        : matches.size() + (found.more() ? " of more: narrow the search" : " found")));
        UnorderedList list = new UnorderedList();
        list.setClassName("patients");
        for (int i = 0; i < matches.size(); i++) {
            PatientSearch.Match match = matches.get(i);
            Button open = new Button(new Span(words(match)), click -> open(choice, match));
            open.setEnabled(match.inUse());
            open.setId("patient-result-" + (i + 1));
            list.add(new ListItem(open));
        }
        results.add(list);
    }

    private void open(PatientChoice choice, PatientSearch.Match match) {
        if (browser() instanceof String known) {
            String handle = charts.chosen(known, choice, match.id()).handle();
            getUI().ifPresent(ui -> ui.getPage().setLocation("/app/" + handle));
        }
    }

    private static Object browser() {
        return VaadinSession.getCurrent().getSession().getAttribute(OpenLaunches.browserAttribute());
    }

    /** Who it is, by three marks at least: a name alone is not a person. */
    private static String words(PatientSearch.Match match) {
        Demographics who = match.demographics();
        LocalDate born = who.birthDate();
        String known = String.join(
                " \u00B7 ",
                who.name() == null ? "Name not recorded" : who.name(),
                born == null ? "birth date unknown" : born.toString(),
                who.sex().name().toLowerCase(Locale.ROOT),
                who.mrn() == null ? "no record number" : "record " + who.mrn());
        String died = who.deceasedFlag() ? " \u00B7 deceased" : "";
        return known + died + (match.inUse() ? "" : " \u00B7 record not in use: choose the one that replaced it");
    }
}
