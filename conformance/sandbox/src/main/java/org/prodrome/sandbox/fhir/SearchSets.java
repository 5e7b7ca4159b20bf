package org.prodrome.sandbox.fhir;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.profile.EhrProfile;
import org.prodrome.sandbox.smart.EhrAddress;

/** Lays results out as searchset pages; a page that follows is behind an opaque link of its own. */
final class SearchSets {

    private final ClinicalStore store;
    private final EhrAddress address;
    private final EhrProfile profile;
    private final SpoiltPages faults;
    private final SearchPages pages = new SearchPages();

    SearchSets(ClinicalStore store, EhrAddress address, EhrProfile profile, Faults faults) {
        this.store = store;
        this.address = address;
        this.profile = profile;
        this.faults = new SpoiltPages(faults, store);
    }

    /** @param self the page's own address, below the FHIR base */
    Bundle first(SearchPages.Page page, String self, Access access) {
        return bundle(page, address.fhirBase() + "/" + self, access);
    }

    /** The page behind a link that was given out before. */
    Bundle following(String type, String link, Access access) {
        return bundle(pages.find(link, access.grant()), url(type, link), access);
    }

    /** How many entries a page has, from {@code _count} or the EHR's own custom. */
    int count(List<String> given) {
        if (given.isEmpty()) {
            return profile.pages().usual();
        }
        if (!given.getFirst().matches("[1-9]\\d{0,8}")) {
            throw new StoreException.Invalid("_count: expected a whole number above 0");
        }
        return Math.min(profile.pages().most(), Integer.parseInt(given.getFirst()));
    }

    private Bundle bundle(SearchPages.Page page, String self, Access access) {
        Bundle bundle = new Bundle();
        bundle.setType(Bundle.BundleType.SEARCHSET);
        if (profile.pages().totals()) {
            bundle.setTotal(page.found().size());
        }
        bundle.addLink().setRelation("self").setUrl(self);
        next(page, self).ifPresent(link -> bundle.addLink().setRelation("next").setUrl(link));
        page.matches().forEach(match -> add(bundle, match, Bundle.SearchEntryMode.MATCH));
        page.extras()
                .of(page.matches(), store, access)
                .forEach(extra -> add(bundle, extra, Bundle.SearchEntryMode.INCLUDE));
        return faults.spoil(bundle);
    }

    private Optional<String> next(SearchPages.Page page, String self) {
        if (faults.loops()) {
            return Optional.of(self.contains("?_page=") ? self : url(page.type(), pages.keep(page)));
        }
        if (faults.elsewhere().isPresent()) {
            return faults.elsewhere()
                    .map(origin -> url(page.type(), pages.keep(page)).replace(address.origin(), origin));
        }
        return page.hasNext() ? Optional.of(url(page.type(), pages.keep(page.next()))) : Optional.empty();
    }

    private String url(String type, String link) {
        return address.fhirBase() + "/" + type + "?_page=" + link;
    }

    private void add(Bundle bundle, Resource resource, Bundle.SearchEntryMode mode) {
        bundle.addEntry()
                .setFullUrl(address.fhirBase() + "/" + resource.fhirType() + "/"
                        + resource.getIdElement().getIdPart())
                .setResource(resource)
                .getSearch()
                .setMode(mode);
    }
}
