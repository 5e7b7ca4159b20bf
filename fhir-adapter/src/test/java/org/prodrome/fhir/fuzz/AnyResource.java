package org.prodrome.fhir.fuzz;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.RuntimeChildPrimitiveEnumerationDatatypeDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.prodrome.fhir.resources.FhirJson;

/**
 * A resource with any of its elements: values as the types allow, each element there or not, a primitive sometimes with an
 * extension in place of its value.
 */
final class AnyResource {
    private static final int DEPTH = 4;
    private static final List<String> DATES = List.of(
            "0001",
            "1066-10",
            "1752-09-14",
            "1900-02-28",
            "2016-02-29",
            "2020-01-02T03:04:05Z",
            "2020-01-02T23:59:59.999-12:00",
            "2020-06-30T23:59:60Z",
            "2126-01-01T00:00:00+14:00",
            "9999-12-31");
    private static final List<String> NUMBERS =
            List.of("0", "-1", "1.50", "0.000000000000000001", "-99999999999999999999", "1e9", "37.2", "100");
    private static final List<String> WORDS = List.of(
            "",
            " ",
            "x",
            "mg/dL",
            "%",
            "active",
            "confirmed",
            "entered-in-error",
            "vital-signs",
            "8480-6",
            "http://loinc.org",
            "http://snomed.info/sct",
            "Patient/p2",
            "#c",
            "\u0000",
            "\u202e\ud83d\ude00",
            "<div>&nbsp;</div>",
            "a".repeat(2_000));

    private final Random random;

    AnyResource(long seed) {
        this.random = new Random(seed);
    }

    /** One of this type, about {@code Patient/p1}. */
    Resource of(String type) {
        var definition = FhirJson.context().getResourceDefinition(type);
        var resource = (Resource) definition.newInstance();
        fill(resource, definition, 0);
        resource.setId(type.equals("Patient") ? "p1" : "x" + random.nextInt(1_000));
        return resource;
    }

    private void fill(IBase target, BaseRuntimeElementCompositeDefinition<?> definition, int depth) {
        for (BaseRuntimeChildDefinition child : definition.getChildren()) {
            String name = child.getElementName();
            if (name.matches("contained|id|extension|modifierExtension") || random.nextInt(depth + 2) > 1) {
                continue;
            }
            int times = child.getMax() == 1 ? 1 : 1 + random.nextInt(2);
            for (int i = 0; i < times; i++) {
                add(target, child, depth);
            }
        }
    }

    private void add(IBase target, BaseRuntimeChildDefinition child, int depth) {
        var names = new ArrayList<>(child.getValidChildNames());
        BaseRuntimeElementDefinition<?> type = child.getChildByName(names.get(random.nextInt(names.size())));
        if (type == null
                || depth > DEPTH
                || type.getName().equals("xhtml")
                || type.getName().equals("Narrative")) {
            return;
        }
        IBase value = type.newInstance(child.getInstanceConstructorArguments());
        switch (value) {
            case Enumeration<?> enumeration
            when child instanceof RuntimeChildPrimitiveEnumerationDatatypeDefinition bound && random.nextInt(12) > 0 ->
                set(enumeration, bound);
            case PrimitiveType<?> primitive -> set(primitive);
            case Reference reference
            when child.getElementName().matches("subject|patient|beneficiary|for|individual") ->
                reference.setReference("Patient/p1");
            default -> {
                if (type instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
                    fill(value, composite, depth + 1);
                }
            }
        }
        child.getMutator().addValue(target, value);
    }

    private void set(PrimitiveType<?> primitive) {
        if (random.nextInt(12) == 0) {
            primitive.addExtension(new Extension(
                    "http://hl7.org/fhir/StructureDefinition/data-absent-reason", new StringType("unknown")));
            return;
        }
        try {
            primitive.setValueAsString(text(primitive));
        } catch (RuntimeException e) {
            primitive.addExtension(new Extension("http://example.org/not-of-this-type"));
        }
    }

    private String text(PrimitiveType<?> primitive) {
        return switch (primitive) {
            case DateType ignored -> any(DATES).replaceFirst("T.*", "");
            case BaseDateTimeType ignored -> any(DATES);
            case DecimalType ignored -> any(NUMBERS);
            case IntegerType ignored -> String.valueOf(random.nextInt());
            case BooleanType ignored -> String.valueOf(random.nextBoolean());
            default -> any(WORDS);
        };
    }

    /** One of the codes the element is bound to. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // HAPI knows the enum only at run time
    private void set(Enumeration enumeration, RuntimeChildPrimitiveEnumerationDatatypeDefinition child) {
        Class<? extends Enum<?>> bound = child.getBoundEnumType();
        var codes = Arrays.stream(bound.getEnumConstants())
                .filter(code -> !code.name().equals("NULL"))
                .toList();
        enumeration.setValue(codes.get(random.nextInt(codes.size())));
    }

    private String any(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
