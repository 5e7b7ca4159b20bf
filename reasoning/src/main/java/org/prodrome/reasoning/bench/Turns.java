package org.prodrome.reasoning.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Times of ours and of the peer's, measured in turns, so that whatever else the machine does meets both alike.
 *
 * @param ours milliseconds of each pass
 * @param peers the same; empty where there is no peer
 */
record Turns(double[] ours, double[] peers) {

    private static final double NANOS_PER_MILLI = 1e6;

    static Turns take(int rounds, int passes, Runnable pass, @Nullable Supplier<double[]> peer) {
        List<double[]> ours = new ArrayList<>();
        List<double[]> peers = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            ours.add(times(passes, pass));
            if (peer != null) {
                peers.add(peer.get());
            }
        }
        return new Turns(joined(ours), joined(peers));
    }

    /** Milliseconds of each of some passes. */
    static double[] times(int passes, Runnable pass) {
        double[] millis = new double[passes];
        for (int i = 0; i < passes; i++) {
            long start = System.nanoTime();
            pass.run();
            millis[i] = (System.nanoTime() - start) / NANOS_PER_MILLI;
        }
        return millis;
    }

    private static double[] joined(List<double[]> parts) {
        return parts.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
    }

    /** Our time as a share of the peer's at the same place of the distribution; NaN without a peer. */
    double ratio(double share) {
        return peers.length == 0 ? Double.NaN : Figures.at(ours, share) / Figures.at(peers, share);
    }

    /** Adds the usual figures under a prefix. */
    void addTo(Figures figures, String prefix) {
        addOne(figures, prefix, ours);
        if (peers.length > 0) {
            figures.number(prefix + "peer_p50_ms", Figures.at(peers, 0.5))
                    .number(prefix + "peer_fastest_ms", Figures.at(peers, 0));
        }
        figures.number(prefix + "ratio_to_peer", ratio(0.5)).number(prefix + "ratio_of_fastest", ratio(0));
    }

    /** Adds the figures of two of our own under a prefix and their names; the ratio is ours to the other's. */
    void addTo(Figures figures, String prefix, String us, String other) {
        addOne(figures, prefix + other + "_", peers);
        addOne(figures, prefix + us + "_", ours);
        figures.number(prefix + "ratio_to_" + other, ratio(0.5)).number(prefix + "ratio_of_fastest", ratio(0));
    }

    private static void addOne(Figures figures, String prefix, double[] millis) {
        figures.number(prefix + "p50_ms", Figures.at(millis, 0.5))
                .number(prefix + "p95_ms", Figures.at(millis, 0.95))
                .number(prefix + "fastest_ms", Figures.at(millis, 0));
    }
}
