package org.prodrome.fhir.consent;

import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Whether labels let a resource through.
 *
 * @param allowance counts for {@link Purpose#TREATMENT} only
 */
record LabelRule(LabelTable table, Purpose purpose, Allowance allowance) {

    /** Labels of the resource and of what it contains. */
    Verdict of(Resource resource) {
        Verdict verdict = of(Parts.labels(resource));
        if (resource instanceof DomainResource domain && domain.hasContained()) {
            for (Resource contained : domain.getContained()) {
                verdict = verdict.or(of(contained));
            }
        }
        return verdict;
    }

    private Verdict of(List<Coding> labels) {
        Verdict verdict = Verdict.RELEASE;
        for (Coding label : labels) {
            verdict = verdict.or(of(label.getSystem(), label.getCode()));
        }
        return verdict;
    }

    Verdict of(@Nullable String system, @Nullable String code) {
        boolean care = purpose == Purpose.TREATMENT;
        return switch (table.meaning(system, code)) {
            case Label.Level level ->
                withhold(level.level().compareTo(care ? allowance.ceiling() : Confidentiality.N) > 0);
            case Label.Category category ->
                withhold(!care || !allowance.categories().contains(category.code()));
            case Label.CareOnly ignored -> withhold(!care);
            case Label.Irrelevant ignored -> Verdict.RELEASE;
            case Label.Unknown ignored -> Verdict.UNDECIDED;
        };
    }

    private static Verdict withhold(boolean withhold) {
        return withhold ? Verdict.WITHHOLD : Verdict.RELEASE;
    }
}
