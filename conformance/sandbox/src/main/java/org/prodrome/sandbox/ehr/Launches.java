package org.prodrome.sandbox.ehr;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import org.prodrome.sandbox.cds.Card.Link;
import org.prodrome.sandbox.cds.CdsClientSettings;
import org.prodrome.sandbox.smart.ClientRegistration;
import org.prodrome.sandbox.smart.ClientRegistry;
import org.prodrome.sandbox.smart.LaunchDesk;
import org.prodrome.sandbox.smart.LaunchRequest;

/** SMART EHR launches into the frame of the chart; only apps that this EHR has registered. */
final class Launches {

    private final LaunchDesk desk;
    private final ClientRegistry clients;
    private final ChartReader chart;
    private final String usualClient;

    Launches(LaunchDesk desk, ClientRegistry clients, ChartReader chart, CdsClientSettings settings) {
        this.desk = desk;
        this.clients = clients;
        this.chart = chart;
        this.usualClient = settings.clientId();
    }

    /** Launches the chart's app on the patient. */
    URI open(String patientId, String practitionerId) {
        return desk.issue(request(usualClient, patientId, practitionerId)).launchUrl();
    }

    /** Launches the app a card points to, with the card's {@code appContext}. */
    URI follow(Link.Smart link, String patientId, String practitionerId) {
        URI target = URI.create(link.url());
        ClientRegistration client = clients.all().stream()
                .filter(c -> sameAddress(c.launchUrl(), target))
                .min(Comparator.comparing(c -> !c.clientId().equals(usualClient)))
                .orElseThrow(() -> Refusal.invalid("That link leads to an app that isn't registered here."));
        LaunchRequest request =
                request(client.clientId(), patientId, practitionerId).withAppContext(link.appContext());
        return desk.issue(request).launchUrl();
    }

    /** The origins that pages may frame: those of the registered apps. */
    List<String> origins() {
        return clients.all().stream()
                .map(ClientRegistration::launchUrl)
                .map(url -> url.getScheme() + "://" + url.getRawAuthority())
                .distinct()
                .sorted()
                .toList();
    }

    private LaunchRequest request(String clientId, String patientId, String practitionerId) {
        chart.patient(patientId);
        return LaunchRequest.of(clientId, patientId, practitionerId)
                .withEncounter(chart.openEncounter(patientId).orElse(null))
                .withoutPatientBanner();
    }

    private static boolean sameAddress(URI registered, URI target) {
        return registered.getScheme().equalsIgnoreCase(target.getScheme())
                && registered.getRawAuthority().equals(target.getRawAuthority())
                && registered.getPath().equals(target.getPath());
    }
}
