package org.prodrome.sandbox.ehr;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.sandbox.ehr.OrderDesk.DeskView;
import org.prodrome.sandbox.ehr.Orderables.Orderable;
import org.prodrome.sandbox.ehr.Shown.Page;
import org.prodrome.sandbox.ehr.Shown.Place;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The JSON behind order entry. */
@RestController
@RequestMapping("/ehr/api")
class OrderApi {

    record OrderableList(List<Orderable> orderables) {}

    record Chosen(@Nullable String orderable) {}

    record Named(@Nullable String reference) {}

    private final Orderables orderables;
    private final OrderDesk desk;
    private final Acting acting;

    OrderApi(Orderables orderables, OrderDesk desk, Acting acting) {
        this.orderables = orderables;
        this.desk = desk;
        this.acting = acting;
    }

    @GetMapping("/orderables")
    OrderableList orderables() {
        return new OrderableList(orderables.all());
    }

    @GetMapping("/patients/{id}/drafts")
    DeskView drafts(
            @PathVariable String id, @CookieValue(name = Acting.COOKIE, required = false) @Nullable String cookie) {
        return desk.view(place(id, cookie));
    }

    @PostMapping(path = "/patients/{id}/drafts", consumes = MediaType.APPLICATION_JSON_VALUE)
    DeskView add(
            @PathVariable String id,
            @RequestBody Chosen chosen,
            @CookieValue(name = Acting.COOKIE, required = false) @Nullable String cookie) {
        return desk.add(place(id, cookie), required(chosen.orderable(), "orderable"));
    }

    @PostMapping(path = "/patients/{id}/drafts/take", consumes = MediaType.APPLICATION_JSON_VALUE)
    DeskView take(
            @PathVariable String id,
            @RequestBody Named named,
            @CookieValue(name = Acting.COOKIE, required = false) @Nullable String cookie) {
        return desk.take(place(id, cookie), required(named.reference(), "reference"));
    }

    @PostMapping(path = "/patients/{id}/drafts/remove", consumes = MediaType.APPLICATION_JSON_VALUE)
    DeskView remove(
            @PathVariable String id,
            @RequestBody Named named,
            @CookieValue(name = Acting.COOKIE, required = false) @Nullable String cookie) {
        return desk.remove(place(id, cookie), required(named.reference(), "reference"));
    }

    @PostMapping(path = "/patients/{id}/drafts/sign", consumes = MediaType.APPLICATION_JSON_VALUE)
    DeskView sign(
            @PathVariable String id, @CookieValue(name = Acting.COOKIE, required = false) @Nullable String cookie) {
        return desk.sign(place(id, cookie));
    }

    private Place place(String patientId, @Nullable String cookie) {
        return new Place(patientId, acting.practitioner(cookie), Page.ORDERS);
    }

    private static String required(@Nullable String value, String field) {
        if (value == null) {
            throw Refusal.invalid("The request names no " + field + ".");
        }
        return value;
    }
}
