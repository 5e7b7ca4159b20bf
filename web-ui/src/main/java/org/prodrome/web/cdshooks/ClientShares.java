package org.prodrome.web.cdshooks;

import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prodrome.web.config.CdsClientSettings;
import org.prodrome.web.config.HookSettings;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.springframework.stereotype.Component;

/**
 * How much of the places for calls one client may have, so that one that floods starves no other.
 *
 * <p>A share is charged to whom a verified token names, never to whom somebody claims to be. Before that a call is refused where
 * the client it claims to be of has its share already: it would be refused in any case, and the price of its signature is saved.
 * While tokens are looked at, at most half a share of the places is for those that claim one client, so that one whose keys take
 * long to come holds no more. That is the one thing that somebody who only claims to be a client can take from it, and from it
 * alone.
 */
@Component
class ClientShares {
    /** Where there are several clients and a client's own setting says nothing. */
    private static final double AMONG_OTHERS = 0.5;

    private final Map<String, Share> shares;
    private final HookMeters meters;

    ClientShares(ProdromeSettings settings, HookMeters meters) {
        this.meters = meters;
        Map<String, CdsClientSettings> clients = settings.issuers().stream()
                .map(IssuerSettings::cdsClient)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toUnmodifiableMap(CdsClientSettings::iss, client -> client));
        double usual = clients.size() > 1 ? AMONG_OTHERS : 1;
        this.shares = clients.values().stream()
                .collect(Collectors.toUnmodifiableMap(
                        CdsClientSettings::iss,
                        client -> Share.of(client.share() == null ? usual : client.share(), settings.hooks())));
    }

    /**
     * Of one client.
     *
     * @param part of the whole, above 0 and at most 1
     */
    private record Share(double part, Lane hooks, Lane others) {
        static Share of(double part, HookSettings settings) {
            return new Share(part, Lane.of(part, settings.calls()), Lane.of(part, settings.otherCalls()));
        }

        Lane of(boolean hook) {
            return hook ? hooks : others;
        }
    }

    /**
     * Places of one kind.
     *
     * @param known for calls with a verified token
     * @param claimed for calls whose token is being looked at
     */
    private record Lane(Semaphore known, Semaphore claimed) {
        static Lane of(double part, int places) {
            double claimed = part < 1 ? part / 2 : 1;
            return new Lane(new Semaphore(some(part * places)), new Semaphore(some(claimed * places)));
        }

        private static int some(double places) {
            return Math.max(1, (int) places);
        }
    }

    /** The part of the whole, above 0 and at most 1, that a client may have. */
    double part(String client) {
        return share(client).part();
    }

    /**
     * While the token of a call is looked at that claims to be of a client.
     *
     * @throws Overloaded where that client has its share, or too many such tokens are being looked at
     */
    HookPlaces.Place verifying(String client, boolean hook) {
        Lane lane = share(client).of(hook);
        if (lane.known().availablePermits() == 0) {
            throw refused(client);
        }
        return taken(lane.claimed(), client);
    }

    /**
     * For as long as a call of a client lasts.
     *
     * @throws Overloaded where it has its share
     */
    HookPlaces.Place take(String client, boolean hook) {
        return taken(share(client).of(hook).known(), client);
    }

    private HookPlaces.Place taken(Semaphore places, String client) {
        if (!places.tryAcquire()) {
            throw refused(client);
        }
        return places::release;
    }

    /** Counts it for the client. */
    Overloaded refused(String client) {
        meters.shedOf(client);
        return new Overloaded("Too many calls of this client at a time.");
    }

    private Share share(String client) {
        Share share = shares.get(client);
        if (share == null) {
            throw new IllegalArgumentException("expected a configured CDS client");
        }
        return share;
    }
}
