package org.prodrome.fhir.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Medication.MedicationIngredientComponent;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.rxnorm.RxNormRelease;

/**
 * The RxNorm ingredients of a product: those its Medication lists, those of the site's RxNorm release, those of the shipped map.
 * Empty means "could not be found", which callers must report as not checked. It is all or nothing: a list with a hole would
 * pass for a complete one. Where a complete list and a known product disagree, all of both count: one ingredient too many is
 * one check too many, one too few is an interaction that nobody sees. Immutable.
 */
public final class Ingredients {
    private static final IngredientTable TABLE = IngredientTable.load();
    private static final Ingredients SHIPPED = new Ingredients(null);
    private static final String NDC = "http://hl7.org/fhir/sid/ndc";

    private final @Nullable RxNormRelease release;

    private Ingredients(@Nullable RxNormRelease release) {
        this.release = release;
    }

    /** By the shipped map alone. */
    public static Ingredients shipped() {
        return SHIPPED;
    }

    /** By a site's own release first. */
    public static Ingredients with(RxNormRelease release) {
        return new Ingredients(release);
    }

    /**
     * By a product that is known. A bare ingredient counts where every RxNorm code given is one we know: beside a product we do
     * not know, it may be one of several.
     */
    List<Coding> of(CodedConcept product) {
        List<Coding> byProduct = byProduct(product);
        if (!byProduct.isEmpty()) {
            return byProduct;
        }
        var found = new LinkedHashSet<Coding>();
        for (String code : codes(product, Coding.RXNORM)) {
            Optional<Coding> known = ingredient(code);
            if (known.isEmpty()) {
                return List.of();
            }
            found.add(known.get());
        }
        return List.copyOf(found);
    }

    /** Where a Medication lists ingredients, its code alone settles the matter only as a product we know. */
    List<Coding> of(Medication medication) {
        CodedConcept code = Concepts.of(medication.getCode());
        if (!medication.hasIngredient()) {
            return of(code);
        }
        List<Coding> byProduct = byProduct(code);
        return Stream.concat(listed(medication).stream(), byProduct.stream())
                .filter(distinct())
                .toList();
    }

    /** The same ingredient may bear two names. */
    private static java.util.function.Predicate<Coding> distinct() {
        var seen = new LinkedHashSet<String>();
        return coding -> seen.add(coding.code());
    }

    private List<Coding> listed(Medication medication) {
        var found = new LinkedHashSet<Coding>();
        for (MedicationIngredientComponent ingredient : medication.getIngredient()) {
            Set<Coding> known =
                    ingredient.getItem() instanceof CodeableConcept item ? ofIngredient(Concepts.of(item)) : Set.of();
            if (known.isEmpty()) {
                return List.of();
            }
            found.addAll(known);
        }
        return List.copyOf(found);
    }

    /** The codings of one ingredient are names of one thing: any that is known will do. */
    private Set<Coding> ofIngredient(CodedConcept item) {
        var found = new LinkedHashSet<Coding>(byProduct(item));
        codes(item, Coding.RXNORM).forEach(code -> ingredient(code).ifPresent(found::add));
        return found;
    }

    private List<Coding> byProduct(CodedConcept product) {
        var found = new ArrayList<Coding>();
        codes(product, Coding.RXNORM).forEach(code -> found.addAll(product(code)));
        if (release != null) {
            codes(product, NDC).forEach(code -> found.addAll(release.productOfNdc(code)));
        }
        return found.stream().filter(distinct()).toList();
    }

    private List<Coding> product(String code) {
        List<Coding> bySite = release == null ? List.of() : release.product(code);
        return bySite.isEmpty() ? TABLE.product(code) : bySite;
    }

    private Optional<Coding> ingredient(String code) {
        Optional<Coding> bySite = release == null ? Optional.empty() : release.ingredient(code);
        return bySite.isEmpty() ? TABLE.ingredient(code) : bySite;
    }

    private static List<String> codes(CodedConcept concept, String system) {
        return concept.codings().stream()
                .filter(coding -> coding.system().equals(system))
                .map(Coding::code)
                .toList();
    }
}
