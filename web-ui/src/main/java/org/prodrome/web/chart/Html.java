package org.prodrome.web.chart;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;

/** The few elements every panel is made of; text is always text, never markup. */
public final class Html {
    private Html() {}

    public static Span span(String className, String text) {
        Span span = new Span(text);
        span.setClassName(className);
        return span;
    }

    public static Span strong(String text) {
        return span("strong", text);
    }

    public static Div div(String className, Component... children) {
        Div div = new Div(children);
        div.setClassName(className);
        return div;
    }

    public static H2 heading(String text) {
        return new H2(text);
    }
}
