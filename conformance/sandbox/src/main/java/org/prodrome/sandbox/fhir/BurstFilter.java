package org.prodrome.sandbox.fhir;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.prodrome.sandbox.profile.EhrProfile;

/** Answers 429 to a token that sends more at once than the profile allows. Each token has a bucket that fills up again. */
final class BurstFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final int KEPT = 1_000;

    private final transient EhrProfile.Burst burst;
    private final transient InstantSource clock;
    private final transient Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    BurstFilter(EhrProfile.Burst burst, InstantSource clock) {
        this.burst = burst;
        this.clock = clock;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String caller = request.getHeader("Authorization");
        if (burst.requests() == 0 || caller == null || take(caller)) {
            chain.doFilter(request, response);
        } else {
            response.setHeader("Retry-After", Integer.toString(burst.retryAfterSeconds()));
            OutcomeWriter.refuse(response, 429, "too many requests at once; see Retry-After");
        }
    }

    private boolean take(String caller) {
        synchronized (buckets) {
            Instant now = clock.instant();
            Bucket bucket = Objects.requireNonNullElseGet(buckets.get(caller), () -> new Bucket(burst.requests(), now));
            Bucket next = bucket.at(now, burst);
            buckets.put(caller, next.left() >= 1 ? new Bucket(next.left() - 1, now) : next);
            if (buckets.size() > KEPT) {
                buckets.remove(buckets.keySet().iterator().next());
            }
            return next.left() >= 1;
        }
    }

    private record Bucket(double left, Instant since) {
        Bucket at(Instant now, EhrProfile.Burst burst) {
            double gained = Duration.between(since, now).toNanos() / 1e9 * burst.perSecond();
            return new Bucket(Math.min(burst.requests(), left + gained), now);
        }
    }
}
