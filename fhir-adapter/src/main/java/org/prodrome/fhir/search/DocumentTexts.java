package org.prodrome.fhir.search;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.launcher.Scope.Interaction;

/** Fetches the plain texts that DocumentReferences point to, the latest documents first. */
final class DocumentTexts {
    private static final String PART = "DocumentReference.text";

    private final FhirHttp http;
    private final ReadLimits limits;
    private final Deadline deadline;

    DocumentTexts(FhirHttp http, ReadLimits limits, Deadline deadline) {
        this.http = http;
        this.limits = limits;
        this.deadline = deadline;
    }

    /** The same documents, with what could be fetched put into their attachments. */
    Part filled(Part documents) {
        List<Attachment> wanted = wanted(documents.resources());
        if (wanted.isEmpty()) {
            return documents;
        }
        var gaps = new ArrayList<>(documents.gaps());
        if (!http.access().allows(Interaction.READ, "Binary")) {
            gaps.add(new Gap(PART, Gap.Reason.NO_SCOPE, wanted.size() + " texts are in Binary, which is not granted"));
            return new Part(documents.resources(), gaps);
        }
        long missing = fetched(wanted.stream().limit(limits.documents()).toList());
        if (missing > 0) {
            gaps.add(new Gap(PART, Gap.Reason.SERVER_ERROR, missing + " texts could not be read"));
        }
        if (wanted.size() > limits.documents()) {
            gaps.add(new Gap(PART, Gap.Reason.TRUNCATED, "only the latest " + limits.documents() + " were read"));
        }
        return new Part(documents.resources(), gaps);
    }

    private long fetched(List<Attachment> attachments) {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> pending = attachments.stream()
                    .map(attachment -> executor.submit(() -> fetch(attachment)))
                    .toList();
            return pending.stream().filter(done -> !Futures.join(done)).count();
        }
    }

    private boolean fetch(Attachment attachment) {
        Optional<URI> target = address(attachment.getUrl());
        if (target.isEmpty() || !(http.get(target.get(), deadline) instanceof Answer.Success success)) {
            return false;
        }
        try {
            if (FhirJson.parse(success.body()) instanceof Binary binary && binary.hasData()) {
                attachment.setData(binary.getData());
                return true;
            }
            return false;
        } catch (FhirAdapterException.Unreadable e) {
            return false;
        }
    }

    private Optional<URI> address(String url) {
        URI base = http.access().base();
        try {
            URI target = URI.create(base + "/").resolve(url);
            return FhirHttp.sameOrigin(base, target) ? Optional.of(target) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Attachment> wanted(List<Resource> resources) {
        return resources.stream()
                .filter(DocumentReference.class::isInstance)
                .map(DocumentReference.class::cast)
                .sorted(Comparator.comparing(
                                DocumentReference::getDate, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .reversed())
                .flatMap(document -> document.getContent().stream())
                .map(DocumentReference.DocumentReferenceContentComponent::getAttachment)
                .filter(attachment -> attachment.hasUrl() && !attachment.hasData() && isText(attachment))
                .toList();
    }

    private static boolean isText(Attachment attachment) {
        return attachment.hasContentType()
                && attachment.getContentType().toLowerCase(Locale.ROOT).startsWith("text/plain");
    }
}
