package org.prodrome.sandbox.ehr;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.sandbox.cds.HookClient;
import org.prodrome.sandbox.cds.HookContext;
import org.prodrome.sandbox.ehr.CardView.AnswerView;
import org.prodrome.sandbox.ehr.ChartView.OrderRow;
import org.prodrome.sandbox.ehr.ChartView.PatientRow;
import org.prodrome.sandbox.ehr.Shown.Page;
import org.prodrome.sandbox.ehr.Shown.Place;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The JSON behind the patient list and the chart. */
@RestController
@RequestMapping("/ehr/api")
class ChartApi {

    record Patients(List<PatientRow> patients) {}

    record Practitioners(List<Acting.User> practitioners, String acting) {}

    record Choice(@Nullable String practitioner) {}

    record Orders(List<OrderRow> orders) {}

    record Answers(List<AnswerView> answers) {}

    record Launch(URI url) {}

    private final ChartReader chart;
    private final OrderReader orders;
    private final Acting acting;
    private final HookClient hooks;
    private final CardDesk cards;
    private final Launches launches;

    ChartApi(
            ChartReader chart, OrderReader orders, Acting acting, HookClient hooks, CardDesk cards, Launches launches) {
        this.chart = chart;
        this.orders = orders;
        this.acting = acting;
        this.hooks = hooks;
        this.cards = cards;
        this.launches = launches;
    }

    @GetMapping("/patients")
    Patients patients() {
        return new Patients(chart.patients());
    }

    @GetMapping("/practitioners")
    Practitioners practitioners(@CookieValue(name = Acting.COOKIE, required = false) @Nullable String cookie) {
        return new Practitioners(acting.users(), acting.practitioner(cookie));
    }

    @PutMapping(path = "/acting", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Choice> choose(@RequestBody Choice choice) {
        String practitioner = acting.practitioner(choice.practitioner());
        ResponseCookie cookie = ResponseCookie.from(Acting.COOKIE, practitioner)
                .path("/")
                .httpOnly(true)
                .sameSite("Strict")
                .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .body(new Choice(practitioner));
    }

    @GetMapping("/patients/{id}/chart")
    ChartView chart(@PathVariable String id) {
        return chart.chart(id);
    }

    @GetMapping("/patients/{id}/orders")
    Orders orders(@PathVariable String id) {
        chart.patient(id);
        return new Orders(orders.orders(id));
    }

    @PostMapping(path = "/patients/{id}/patient-view", consumes = MediaType.APPLICATION_JSON_VALUE)
    Answers patientView(
            @PathVariable String id, @CookieValue(name = Acting.COOKIE, required = false) @Nullable String cookie) {
        chart.patient(id);
        Place place = new Place(id, acting.practitioner(cookie), Page.CHART);
        cards.post(
                place,
                hooks.fire(new HookContext.PatientView(
                        "Practitioner/" + place.practitionerId(),
                        id,
                        chart.openEncounter(id).orElse(null))));
        return new Answers(cards.view(place));
    }

    @PostMapping(path = "/patients/{id}/launch", consumes = MediaType.APPLICATION_JSON_VALUE)
    Launch launch(
            @PathVariable String id, @CookieValue(name = Acting.COOKIE, required = false) @Nullable String cookie) {
        return new Launch(launches.open(id, acting.practitioner(cookie)));
    }
}
