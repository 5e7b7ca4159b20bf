package org.prodrome.web.draft;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.writeback.AdviceSource;
import org.prodrome.fhir.writeback.Grounds;
import org.prodrome.fhir.writeback.RenderedDraft;
import org.prodrome.fhir.writeback.WriteBack;
import org.prodrome.fhir.writeback.WriteProfile;

/**
 * An accepted draft as it is kept, sealed, until the EHR has it, and afterwards with what came of it. Drafts kept by earlier
 * versions have neither words nor news.
 *
 * @param issuer FHIR base URL it is for
 * @param patient logical id
 * @param user the fhirUser, as the EHR refers to them
 * @param draft the resource as previewed
 * @param words the draft in words
 * @param sources what it rests on
 * @param source model or rule version
 * @param at when it was accepted
 * @param basis what it rests on, as it stood when the record was read
 * @param news what came of it
 */
record PendingDraft(
        String issuer,
        String patient,
        String user,
        RenderedDraft draft,
        String words,
        List<FhirReference> sources,
        AdviceSource source,
        Instant at,
        @Nullable Basis basis,
        News news) {
    PendingDraft {
        Objects.requireNonNull(draft, "draft");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(at, "at");
        sources = List.copyOf(sources);
        words = words == null ? "" : words;
        news = news == null ? News.NONE : news;
    }

    /**
     * What a draft rests on.
     *
     * @param grounds as they stood
     * @param readAt when the record was read
     * @param comparedWith when the record was read that it was found to differ from; null before
     */
    record Basis(Grounds grounds, Instant readAt, @Nullable Instant comparedWith) {
        Basis compared(@Nullable Instant with) {
            return new Basis(grounds, readAt, with);
        }
    }

    /**
     * What came of a draft so far.
     *
     * @param said in words; empty before the first try
     * @param provenance the Provenance the EHR would not take, as JSON; empty when the EHR has it
     * @param written where the EHR has it, or null
     */
    record News(String said, String provenance, @Nullable FhirReference written) {
        static final News NONE = new News("", "", null);

        News saying(String words) {
            return new News(words, provenance, written);
        }
    }

    WriteBack toWriteBack(String decision, WriteProfile profile, boolean tried) {
        return new WriteBack(
                URI.create(issuer),
                new PatientId(patient),
                user,
                decision,
                List.of(draft),
                sources,
                source,
                at,
                profile,
                tried);
    }

    String result() {
        return news.said();
    }

    PendingDraft said(String said) {
        return with(basis, news.saying(said));
    }

    PendingDraft with(News latest) {
        return with(basis, latest);
    }

    /** The same, resting on a record read since. */
    PendingDraft on(@Nullable Basis current) {
        return with(current, news);
    }

    private PendingDraft with(@Nullable Basis current, News latest) {
        return new PendingDraft(issuer, patient, user, draft, words, sources, source, at, current, latest);
    }

    /** Never the content. */
    @Override
    public String toString() {
        return "PendingDraft[" + draft.type() + "]";
    }
}
