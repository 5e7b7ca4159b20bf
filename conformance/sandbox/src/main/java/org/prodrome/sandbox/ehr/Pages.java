package org.prodrome.sandbox.ehr;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The three pages; each is a static file whose script asks the API. */
@Controller
class Pages {

    @GetMapping("/")
    String patients() {
        return "forward:/ehr/patients.html";
    }

    @GetMapping("/chart/{id}")
    String chart() {
        return "forward:/ehr/chart.html";
    }

    @GetMapping("/chart/{id}/orders")
    String orders() {
        return "forward:/ehr/orders.html";
    }
}
