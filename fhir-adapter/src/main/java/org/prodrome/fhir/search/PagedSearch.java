package org.prodrome.fhir.search;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.resources.NextLink;
import org.prodrome.fhir.resources.Page;

/**
 * Follows one search to its end. A page is parsed while the next one is asked for. Links are the server's own and opaque;
 * one that leaves the FHIR base's origin, or comes back to a page already read, ends the search with a gap.
 */
final class PagedSearch {
    private final FhirHttp http;
    private final ExecutorService executor;
    private final ReadLimits limits;
    private final String type;
    private final List<Future<Page>> pages = new ArrayList<>();
    private final Set<URI> asked = new HashSet<>();
    private @Nullable Gap gap;

    PagedSearch(FhirHttp http, ExecutorService executor, ReadLimits limits, String type) {
        this.http = http;
        this.executor = executor;
        this.limits = limits;
        this.type = type;
    }

    /** Reads from this address on. */
    Part from(URI first, Deadline deadline) {
        URI target = first;
        while (target != null) {
            asked.add(target);
            target = switch (http.get(target, deadline)) {
                case Answer.Success success -> next(success.body());
                case Answer.Failure failure -> stopped(failure);
            };
        }
        return collected();
    }

    private @Nullable URI next(String body) {
        pages.add(executor.submit(() -> Page.parse(body)));
        Optional<String> link = NextLink.in(body);
        return link.isEmpty() ? null : follow(link.get());
    }

    private @Nullable URI follow(String link) {
        URI base = http.access().base();
        try {
            URI next = URI.create(base + "/").resolve(link);
            if (!FhirHttp.sameOrigin(base, next)) {
                return truncated("the server's next link leaves its origin");
            }
            if (asked.contains(next) || asked.size() >= limits.pages()) {
                return truncated("the server's pages do not end");
            }
            return next;
        } catch (IllegalArgumentException e) {
            return truncated("the server's next link is not an address");
        }
    }

    private @Nullable URI truncated(String why) {
        gap = new Gap(type, Gap.Reason.TRUNCATED, why);
        return null;
    }

    private @Nullable URI stopped(Answer.Failure failure) {
        gap = pages.isEmpty()
                ? new Gap(type, failure.reason(), failure.detail())
                : new Gap(type, Gap.Reason.TRUNCATED, "only the first part was read: " + failure.detail());
        return null;
    }

    private Part collected() {
        var resources = new ArrayList<Resource>();
        var gaps = new ArrayList<Gap>();
        if (gap != null) {
            gaps.add(gap);
        }
        for (Future<Page> page : pages) {
            add(page, resources, gaps);
        }
        return new Part(resources, gaps);
    }

    private void add(Future<Page> parsing, List<Resource> resources, List<Gap> gaps) {
        try {
            Page page = parsing.get();
            resources.addAll(page.resources());
            gaps.addAll(gapsOf(page));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            gaps.add(new Gap(type, Gap.Reason.TIMED_OUT, "reading was interrupted"));
        } catch (ExecutionException e) {
            gaps.add(new Gap(type, Gap.Reason.UNREADABLE, "the server's answer was not FHIR JSON"));
        }
    }

    private List<Gap> gapsOf(Page page) {
        var gaps = new ArrayList<Gap>();
        if (page.broken() > 0) {
            gaps.add(new Gap(type, Gap.Reason.UNREADABLE, page.broken() + " could not be understood"));
        }
        var outcome = page.outcome();
        if (outcome != null && page.failed()) {
            gaps.add(new Gap(type, Gap.Reason.SERVER_ERROR, "the server reported: " + Failures.codes(outcome)));
        }
        return gaps;
    }
}
