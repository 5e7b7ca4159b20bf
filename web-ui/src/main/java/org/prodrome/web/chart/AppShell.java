package org.prodrome.web.chart;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.theme.lumo.Lumo;

/** The page around every view: Lumo, then our own tokens. */
@StyleSheet(Lumo.STYLESHEET)
@StyleSheet("css/prodrome.css")
@StyleSheet("css/reasoning.css")
@StyleSheet("css/workbench.css")
@Viewport("width=device-width, initial-scale=1")
public class AppShell implements AppShellConfigurator {}
