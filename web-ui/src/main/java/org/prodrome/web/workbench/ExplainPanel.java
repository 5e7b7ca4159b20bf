package org.prodrome.web.workbench;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.prodrome.reasoning.rule.RuleDescription;
import org.prodrome.reasoning.rule.RuleTrial;
import org.prodrome.web.chart.Html;

/**
 * Runs the rule on one patient's Bundle and shows the value of every define. The record is held by this page alone until it has
 * run, then forgotten; it goes into no store, log or message.
 */
final class ExplainPanel extends Section {
    private static final long serialVersionUID = 1;
    /** 4 MiB: a record of some thousand resources. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final int MOST_SHOWN = 4_000;
    /** Values of a patient stay on the page no longer. */
    private static final Duration SHOWN = Duration.ofMinutes(5);

    private static final String TOO_LARGE = "Expected a Bundle of at most 4 MiB";

    private final transient RulesDesk desk;
    private final transient SignedIn signedIn;
    private final transient RuleDescription rule;
    private final TextArea bundle = new TextArea("Record: a FHIR R4 Bundle as JSON");
    private final TextArea orders = new TextArea("Orders in progress: a Bundle as JSON, or nothing");
    private final DatePicker asOf = new DatePicker("As of");
    private final Div outcome = new Div();

    ExplainPanel(RulesDesk desk, SignedIn signedIn, RuleDescription rule) {
        this.desk = desk;
        this.signedIn = signedIn;
        this.rule = rule;
        setId("explain");
        setClassName("box");
        bundle.setId("explain-bundle");
        orders.setId("explain-orders");
        asOf.setId("explain-as-of");
        asOf.setHelperText("Empty for today");
        for (TextArea area : new TextArea[] {bundle, orders}) {
            area.setWidthFull();
            area.setMaxHeight("180px");
            area.setMaxLength(MOST_BYTES);
            area.getElement().setAttribute("autocomplete", "off");
        }
        outcome.setId("explain-outcome");
        outcome.getElement().setAttribute("role", "status");
        Button run = new Button("Explain", click -> run());
        run.setId("explain-run");
        run.setDisableOnClick(true);
        run.addClickListener(click -> run.setEnabled(true));
        add(
                Html.heading("Explain on one patient"),
                new Paragraph("Paste or choose a file. It is held in memory until the rule has run, and kept nowhere."),
                upload(),
                bundle,
                orders,
                asOf,
                Html.div("actions", run),
                outcome);
    }

    private Upload upload() {
        Upload upload = new Upload(this::take);
        upload.setId("explain-upload");
        upload.setMaxFiles(1);
        upload.setMaxFileSize(MOST_BYTES);
        upload.setAcceptedFileTypes("application/json", "application/fhir+json", ".json");
        upload.setDropAllowed(false);
        upload.setUploadButton(new Button("Choose a file"));
        // a request of the page itself, which brings the record to its field
        upload.getElement().addEventListener("upload-success", done -> upload.clearFileList());
        return upload;
    }

    /** Reads no more than is allowed, whatever the browser sends. */
    private void take(UploadEvent event) throws IOException {
        byte[] read = event.getInputStream().readNBytes(MOST_BYTES + 1);
        String text = read.length > MOST_BYTES ? "" : new String(read, StandardCharsets.UTF_8);
        var unused = event.getUI().access(() -> {
            bundle.setInvalid(text.isEmpty());
            bundle.setErrorMessage(TOO_LARGE);
            bundle.setValue(text);
        });
    }

    private void run() {
        outcome.removeAll();
        if (signedIn.now().isEmpty()) {
            outcome.add(new SignedOutNotice());
            return;
        }
        bundle.setInvalid(bundle.getValue().isBlank() || bundle.getValue().length() > MOST_BYTES);
        bundle.setErrorMessage(TOO_LARGE);
        if (!bundle.isInvalid()) {
            explain();
        }
    }

    private void explain() {
        RuleTrial.Patient patient = new RuleTrial.Patient(
                "the record", bundle.getValue(), orders.isEmpty() ? null : orders.getValue(), asOf.getValue());
        try {
            show(desk.explain(rule, patient));
            bundle.clear();
            orders.clear();
        } catch (Trials.Refused refused) {
            outcome.add(new Paragraph(refused.words()));
        } catch (RuntimeException unreadable) {
            // its message may hold parts of the record
            bundle.setInvalid(true);
            bundle.setErrorMessage("Expected a FHIR R4 Bundle with one Patient, as JSON, and orders likewise");
        }
    }

    private void show(RuleTrial.Trace trace) {
        UnorderedList results = new UnorderedList();
        trace.results().forEach(result -> results.add(new ListItem(result)));
        DescriptionList defines = new DescriptionList();
        defines.setClassName("trace");
        trace.defines().forEach((name, value) -> {
            String shown = value.length() > MOST_SHOWN ? value.substring(0, MOST_SHOWN) + " \u2026" : value;
            defines.add(new DescriptionList.Term(name), new DescriptionList.Description(new Code(shown)));
        });
        Div shown = Html.div(
                "",
                Html.heading("Result"),
                results,
                Html.heading("Values on the way"),
                defines,
                new Paragraph("The record is forgotten; paste it again to run once more. What is shown here goes after "
                        + SHOWN.toMinutes() + " minutes."));
        outcome.add(shown);
        // nobody may be there any more
        outcome.getElement()
                .executeJs("return new Promise(gone => setTimeout(gone, $0))", SHOWN.toMillis())
                .then(gone -> shown.removeFromParent());
    }
}
