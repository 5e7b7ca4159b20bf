package org.prodrome.sandbox.fhir;

import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.sandbox.smart.Grant;

/** What is left of searches that did not fit on one page, behind opaque links. Thread-safe; the oldest are forgotten. */
final class SearchPages {

    private static final int KEPT = 2_000;

    private final ConcurrentHashMap<String, Page> pages = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> order = new ConcurrentLinkedQueue<>();

    /**
     * The page to show next.
     *
     * @param found every match of the search
     * @param from the index of this page's first
     * @param extras what the search brings along
     */
    record Page(Grant grant, String type, List<Resource> found, int from, int count, Extras extras) {

        List<Resource> matches() {
            return found.subList(from, Math.min(found.size(), from + count));
        }

        boolean hasNext() {
            return from + count < found.size();
        }

        Page next() {
            return new Page(grant, type, found, from + count, count, extras);
        }
    }

    String keep(Page page) {
        String id = UUID.randomUUID().toString();
        pages.put(id, page);
        order.add(id);
        for (String oldest = order.size() > KEPT ? order.poll() : null; oldest != null; oldest = null) {
            pages.remove(oldest);
        }
        return id;
    }

    /** Only for the client and patient that made the search. */
    Page find(String id, Grant asking) {
        Page page = pages.get(id);
        if (page == null
                || !page.grant().clientId().equals(asking.clientId())
                || !page.grant().patientId().equals(asking.patientId())) {
            throw new ResourceGoneException("page: expected a link that this server gave out not long ago");
        }
        return page;
    }
}
