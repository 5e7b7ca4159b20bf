package org.prodrome.fhir.search;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.resources.NextLink;
import org.prodrome.fhir.resources.Page;

/**
 * Follows one search to its end. A page is parsed while the next one is asked for. Links are the server's own and opaque;
 * one that leaves what is below the FHIR base, or comes back to a page already read, ends the search with a gap.
 */
final class PagedSearch {
    /** Pages that may wait for being parsed, so that a fast server does not fill the memory. */
    private static final int UNPARSED = 4;

    private final Session session;
    private final String type;
    private final List<Future<Page>> pages = new ArrayList<>();
    private final Set<URI> asked = new HashSet<>();
    private @Nullable Gap gap;
    private int refused;

    PagedSearch(Session session, String type) {
        this.session = session;
        this.type = type;
    }

    /** Reads from this address on. */
    Part from(URI first) {
        URI target = first;
        while (target != null) {
            asked.add(target);
            target = switch (session.http().get(target, session.deadline())) {
                case Answer.Success success -> next(target, success.body());
                case Answer.Failure failure -> stopped(failure);
            };
        }
        return collected();
    }

    private @Nullable URI next(URI current, String body) {
        pages.add(session.executor().submit(() -> parsed(body)));
        if (pages.size() > UNPARSED) {
            awaitParsed(pages.get(pages.size() - 1 - UNPARSED));
        }
        Optional<String> link = NextLink.in(body);
        return link.isEmpty() ? null : follow(current, link.get());
    }

    private Page parsed(String body) {
        Page page = Page.parse(body, session.version());
        session.counting().read(page.resources().size(), body.length());
        return page;
    }

    private static void awaitParsed(Future<Page> page) {
        try {
            page.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            // told when the pages are collected
        }
    }

    private @Nullable URI follow(URI current, String link) {
        URI base = session.http().access().base();
        try {
            URI next = link.startsWith("?")
                    ? withQuery(current, link)
                    : URI.create(base + "/").resolve(link);
            if (!FhirHttp.below(base, next)) {
                return truncated("the server's next link leaves the server");
            }
            if (asked.contains(next)) {
                return truncated("the server's next link leads back to a page already read");
            }
            int most = session.limits().pages();
            return asked.size() < most ? next : truncated("there are more than " + most + " pages");
        } catch (IllegalArgumentException e) {
            return truncated("the server's next link is not an address");
        }
    }

    private static URI withQuery(URI current, String query) {
        String address = current.toString();
        int end = address.indexOf('?');
        return URI.create((end < 0 ? address : address.substring(0, end)) + query);
    }

    private @Nullable URI truncated(String why) {
        gap = new Gap(type, Gap.Reason.TRUNCATED, why);
        return null;
    }

    private @Nullable URI stopped(Answer.Failure failure) {
        gap = pages.isEmpty()
                ? new Gap(type, failure.reason(), failure.detail())
                : new Gap(type, Gap.Reason.TRUNCATED, "only the first part was read: " + failure.detail());
        refused = pages.isEmpty() && !failure.retryable() ? Math.max(0, failure.status()) : 0;
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
        return new Part(resources, gaps, refused);
    }

    private void add(Future<Page> parsing, List<Resource> resources, List<Gap> gaps) {
        try {
            Page page = parsing.get();
            resources.addAll(page.resources());
            gaps.addAll(gapsOf(page));
            if (page.failed() && page.resources().isEmpty() && pages.size() == 1) {
                refused = 400; // some servers answer 200 with an OperationOutcome
            }
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
        OperationOutcome outcome = page.outcome();
        if (outcome != null && page.failed()) {
            gaps.add(new Gap(type, Gap.Reason.SERVER_ERROR, "the server reported: " + Failures.codes(outcome)));
        } else if (outcome != null && Failures.incomplete(outcome)) {
            gaps.add(new Gap(
                    type, Gap.Reason.TRUNCATED, "the server reported that there is more: " + Failures.codes(outcome)));
        }
        return gaps;
    }
}
