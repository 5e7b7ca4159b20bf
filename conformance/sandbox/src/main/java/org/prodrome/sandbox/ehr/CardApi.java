package org.prodrome.sandbox.ehr;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The JSON behind the buttons of a card; each answers with the page's cards as they are now. */
@RestController
@RequestMapping(path = "/ehr/api/cards/{key}", consumes = MediaType.APPLICATION_JSON_VALUE)
class CardApi {

    record OverrideBody(@Nullable Integer reason, @Nullable String comment) {}

    private final CardDecisions decisions;
    private final CardDesk cards;
    private final OrderDesk orders;
    private final Acting acting;

    CardApi(CardDecisions decisions, CardDesk cards, OrderDesk orders, Acting acting) {
        this.decisions = decisions;
        this.cards = cards;
        this.orders = orders;
        this.acting = acting;
    }

    @PostMapping("/suggestions/{index}")
    Object accept(
            @PathVariable String key,
            @PathVariable int index,
            @CookieValue(name = Acting.COOKIE, required = false) @Nullable String cookie) {
        return page(decisions.accept(key, index, acting.practitioner(cookie)));
    }

    @PostMapping("/override")
    Object override(
            @PathVariable String key,
            @RequestBody OverrideBody body,
            @CookieValue(name = Acting.COOKIE, required = false) @Nullable String cookie) {
        return page(decisions.override(key, body.reason(), body.comment(), acting.practitioner(cookie)));
    }

    @PostMapping("/links/{index}")
    ChartApi.Launch follow(
            @PathVariable String key,
            @PathVariable int index,
            @CookieValue(name = Acting.COOKIE, required = false) @Nullable String cookie) {
        return new ChartApi.Launch(decisions.follow(key, index, acting.practitioner(cookie)));
    }

    private Object page(Shown decided) {
        return switch (decided.place().page()) {
            case CHART -> new ChartApi.Answers(cards.view(decided.place()));
            case ORDERS -> orders.view(decided.place());
        };
    }
}
