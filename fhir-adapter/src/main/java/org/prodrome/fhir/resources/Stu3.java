package org.prodrome.fhir.resources;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IJsonLikeParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.io.IOException;
import org.hl7.fhir.convertors.advisors.impl.BaseAdvisor_30_40;
import org.hl7.fhir.convertors.factory.VersionConvertorFactory_30_40;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.MedicationStatement.MedicationStatementStatus;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.record.FhirAdapterException;

/** FHIR STU3 JSON to R4's structures. Loaded when the first STU3 server is met. */
final class Stu3 {
    private static final FhirContext CONTEXT = context3();
    private static final String STATED_STATUS =
            "http://hl7.org/fhir/3.0/StructureDefinition/extension-MedicationStatement.status";

    private Stu3() {}

    /**
     * Reads one resource of any type but Bundle that has a counterpart in R4.
     *
     * @throws FhirAdapterException.Unreadable for text that is no STU3 resource, or has no counterpart
     */
    static Resource parse(String json) {
        try {
            return parse(CompactJson.read(json));
        } catch (IOException e) {
            throw FhirJson.unreadable(FhirVersion.STU3); // the cause's message quotes the text it choked on
        }
    }

    /** The same from JSON that was read. */
    static Resource parse(CompactJson json) {
        try {
            if (((IJsonLikeParser) CONTEXT.newJsonParser()).parseResource(json)
                    instanceof org.hl7.fhir.dstu3.model.Resource parsed) {
                return mended(VersionConvertorFactory_30_40.convertResource(parsed, new BaseAdvisor_30_40(false)));
            }
        } catch (RuntimeException e) {
            // the converter throws whatever it meets, and the cause's message quotes the text it choked on
        }
        throw FhirJson.unreadable(FhirVersion.STU3);
    }

    private static Resource mended(Resource resource) {
        if (resource instanceof MedicationStatement statement) {
            restoreStatus(statement);
        }
        return resource;
    }

    /** The converter lets {@code taken} win over {@code status}: what was entered in error would become a fact. */
    private static void restoreStatus(MedicationStatement statement) {
        Extension stated = statement.getExtensionByUrl(STATED_STATUS);
        if (stated != null) {
            var status = MedicationStatementStatus.fromCode(stated.getValue().primitiveValue());
            if (status == MedicationStatementStatus.ENTEREDINERROR
                    || statement.getStatus() == MedicationStatementStatus.UNKNOWN) {
                statement.setStatus(status);
            }
        }
    }

    private static FhirContext context3() {
        var context = FhirContext.forDstu3();
        context.setParserErrorHandler(new LenientErrorHandler(false).disableAllErrors());
        context.getParserOptions().setOverrideResourceIdWithBundleEntryFullUrl(false);
        context.getParserOptions().setStripVersionsFromReferences(false);
        return context;
    }
}
