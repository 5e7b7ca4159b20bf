package org.prodrome.fhir.search;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentReferenceContentComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.document.AttachmentText;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.launcher.Scope.Interaction;

/**
 * Fetches the texts that documents and reports only point to, the latest first: of each the first attachment that can be read.
 * One that is too large is cut off and told; it is never held as a whole.
 */
final class DocumentTexts {
    private final Session session;
    private final FhirHttp http;
    private final ReadLimits limits;

    DocumentTexts(Session session) {
        this.session = session;
        this.http = session.http();
        this.limits = session.limits();
    }

    /** What became of one text. */
    private enum Fetched {
        TEXT,
        TOO_LARGE,
        ANOTHER_PATIENT,
        MISSING
    }

    /** An attachment that points to a text, and the document or report it is of. */
    private record Wanted(@Nullable Date date, Attachment attachment, Resource owner) {}

    /** The same resources, with what could be fetched put into their attachments. */
    Part filled(Part part) {
        var gaps = new ArrayList<>(part.gaps());
        for (String type : List.of("DocumentReference", "DiagnosticReport")) {
            gaps.addAll(filled(type, part.resources()));
        }
        return new Part(part.resources(), gaps, part.refused());
    }

    private List<Gap> filled(String type, List<Resource> resources) {
        List<Wanted> wanted = resources.stream()
                .filter(resource -> resource.fhirType().equals(type))
                .flatMap(resource -> wanted(resource).stream())
                .sorted(Comparator.comparing(Wanted::date, Comparator.nullsFirst(Comparator.<Date>naturalOrder()))
                        .reversed())
                .toList();
        if (wanted.isEmpty()) {
            return List.of();
        }
        String part = type + ".text";
        if (!http.access().allows(Interaction.READ, "Binary")) {
            return List.of(
                    new Gap(part, Gap.Reason.NO_SCOPE, wanted.size() + " texts are in Binary, which is not granted"));
        }
        return gaps(part, wanted);
    }

    private List<Gap> gaps(String part, List<Wanted> wanted) {
        List<Fetched> all = fetched(wanted.stream().limit(limits.documents()).toList());
        var gaps = new ArrayList<Gap>();
        long missing = all.stream().filter(Fetched.MISSING::equals).count();
        if (missing > 0) {
            gaps.add(new Gap(part, Gap.Reason.SERVER_ERROR, missing + " texts could not be read"));
        }
        long large = all.stream().filter(Fetched.TOO_LARGE::equals).count();
        if (large > 0) {
            String limit = Failures.megabytes(limits.attachmentBytes());
            gaps.add(new Gap(part, Gap.Reason.TRUNCATED, large + " are larger than " + limit + " and were not read"));
        }
        long foreign = all.stream().filter(Fetched.ANOTHER_PATIENT::equals).count();
        if (foreign > 0) {
            String detail = foreign + " texts were about another patient and were refused";
            gaps.add(new Gap(part, Gap.Reason.ANOTHER_PATIENT, detail));
        }
        if (wanted.size() > limits.documents()) {
            gaps.add(new Gap(part, Gap.Reason.TRUNCATED, "only the latest " + limits.documents() + " were read"));
        }
        return gaps;
    }

    private List<Fetched> fetched(List<Wanted> wanted) {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Fetched>> pending = wanted.stream()
                    .map(one -> executor.submit(() -> fetch(one)))
                    .toList();
            return pending.stream().map(Futures::join).toList();
        }
    }

    private Fetched fetch(Wanted wanted) {
        Attachment attachment = wanted.attachment();
        if (attachment.getSize() > limits.attachmentBytes()) {
            return Fetched.TOO_LARGE;
        }
        Optional<URI> target = address(attachment.getUrl());
        if (target.isEmpty()) {
            return Fetched.MISSING;
        }
        return switch (http.get(target.get(), limits.attachmentBytes(), session.deadline())) {
            case Answer.Success success -> put(success.body(), wanted);
            case Answer.Failure failure -> failure.status() == Failures.TOO_LARGE ? Fetched.TOO_LARGE : Fetched.MISSING;
        };
    }

    private Fetched put(String body, Wanted wanted) {
        try {
            return FhirJson.parse(body, session.version()) instanceof Binary binary
                    ? put(binary, wanted)
                    : Fetched.MISSING;
        } catch (FhirAdapterException.Unreadable e) {
            return Fetched.MISSING;
        }
    }

    /** The labels of a text are those of its document too: only there are they heard. */
    private Fetched put(Binary binary, Wanted wanted) {
        binary.getMeta().getSecurity().forEach(wanted.owner().getMeta()::addSecurity);
        if (isOfAnother(binary.getSecurityContext().getReferenceElement())) {
            return Fetched.ANOTHER_PATIENT;
        }
        if (!binary.hasData()) {
            return Fetched.MISSING;
        }
        wanted.attachment().setData(binary.getData());
        return Fetched.TEXT;
    }

    private boolean isOfAnother(IIdType context) {
        String base = http.access().base().toString();
        boolean elsewhere = context.hasBaseUrl() && !base.equals(context.getBaseUrl());
        return "Patient".equals(context.getResourceType())
                && (elsewhere || !session.patient().value().equals(context.getIdPart()));
    }

    private Optional<URI> address(String url) {
        URI base = http.access().base();
        try {
            URI target = URI.create(base + "/").resolve(url);
            return FhirHttp.below(base, target) ? Optional.of(target) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Wanted> wanted(Resource resource) {
        return switch (resource) {
            case DocumentReference document ->
                first(
                        document,
                        document.getDate(),
                        document.getContent().stream().map(DocumentReferenceContentComponent::getAttachment));
            case DiagnosticReport report -> first(report, report.getIssued(), report.getPresentedForm().stream());
            default -> Optional.empty();
        };
    }

    /** None where a text is there already. */
    private static Optional<Wanted> first(Resource owner, @Nullable Date date, Stream<Attachment> attachments) {
        List<Attachment> texts = attachments.filter(DocumentTexts::isText).toList();
        return texts.stream().anyMatch(Attachment::hasData)
                ? Optional.empty()
                : texts.stream()
                        .filter(Attachment::hasUrl)
                        .findFirst()
                        .map(attachment -> new Wanted(date, attachment, owner));
    }

    private static boolean isText(Attachment attachment) {
        return attachment.hasContentType() && AttachmentText.canRead(attachment.getContentType());
    }
}
