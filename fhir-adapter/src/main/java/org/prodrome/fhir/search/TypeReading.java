package org.prodrome.fhir.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.prodrome.fhir.record.Gap;

/** Reads one type: plainly, then without its extras, then in parts, as far as the server makes it necessary. */
final class TypeReading {
    private final Session session;
    private final SearchCatalog catalog;

    TypeReading(Session session, SearchCatalog catalog) {
        this.session = session;
        this.catalog = catalog;
    }

    Part read(Search search) {
        return switch (Planned.of(search, session)) {
            case Planned.Needless ignored -> new Part(List.of(), List.of());
            case Planned.Missing missing -> Part.missing(missing.gap());
            case Planned.Ask ask -> texts(complete(ask));
        };
    }

    /** What changed since; empty where the server does not take the question, so that all has to be read. */
    Optional<Part> changes(Search search, Instant since) {
        return switch (Planned.of(search, session)) {
            case Planned.Needless ignored -> Optional.empty();
            case Planned.Missing ignored -> Optional.empty();
            case Planned.Ask ask -> {
                Part part = complete(ask.since(since));
                yield part.refused() > 0 ? Optional.empty() : Optional.of(texts(part));
            }
        };
    }

    private Part complete(Planned.Ask ask) {
        return ask.constraints().isEmpty() ? whole(ask) : constrained(ask);
    }

    private Part texts(Part part) {
        return new DocumentTexts(session).filled(part);
    }

    private Part whole(Planned.Ask ask) {
        Part part = asked(ask, "");
        Search.Split split = ask.search().split();
        if (!catalog.refusals().contains(part.refused()) || split == null) {
            return part;
        }
        List<Part> parts = each(ask, split.queries());
        if (parts.stream().allMatch(one -> one.refused() > 0)) {
            return part;
        }
        var all = new ArrayList<>(parts);
        all.add(Part.missing(new Gap(
                ask.search().type() + ".other",
                Gap.Reason.NOT_SUPPORTED,
                "the server searches by " + split.parameter() + " only, and "
                        + split.values().size() + " of them were asked for")));
        return Part.together(all);
    }

    private Part constrained(Planned.Ask ask) {
        var all = new ArrayList<>(each(ask, ask.constraints()));
        all.addFirst(Part.missing(new Gap(
                ask.search().type(),
                Gap.Reason.NO_SCOPE,
                "granted only where " + String.join(" or ", ask.constraints()))));
        return Part.together(all);
    }

    private List<Part> each(Planned.Ask ask, List<String> narrowings) {
        List<Future<Part>> pending = narrowings.stream()
                .map(narrowing -> session.executor().submit(() -> asked(ask, narrowing)))
                .toList();
        return pending.stream().map(Futures::join).toList();
    }

    /** Once more without page size and includes where the server refuses or fails with them. */
    private Part asked(Planned.Ask ask, String narrowing) {
        Part part = paged(ask, narrowing);
        return part.refused() >= 400 && part.refused() != 401 ? paged(ask.withoutExtras(), narrowing) : part;
    }

    private Part paged(Planned.Ask ask, String narrowing) {
        var first = ask.first(session.http().access().base(), narrowing);
        return session.paged(ask.search().type()).from(first);
    }
}
