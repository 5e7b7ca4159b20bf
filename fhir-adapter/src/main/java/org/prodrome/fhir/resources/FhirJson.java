package org.prodrome.fhir.resources;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IJsonLikeParser;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.io.IOException;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * FHIR R4 JSON to and from HAPI's structures. Thread-safe.
 *
 * <p>Lenient on purpose: an unknown element or an impossible date costs that element, not the resource. HAPI's own
 * handler is silenced because it logs the offending values, which are patient data.
 */
public final class FhirJson {
    private static final FhirContext CONTEXT = context4();

    private FhirJson() {}

    /** The one R4 context of the process; its parsers are not shared. */
    public static FhirContext context() {
        return CONTEXT;
    }

    /**
     * Reads one resource of any type.
     *
     * @throws FhirAdapterException.Unreadable for what is no FHIR R4 JSON
     */
    public static Resource parse(String json) {
        try {
            return parse(CompactJson.read(json));
        } catch (IOException e) {
            throw unreadable(FhirVersion.R4); // the cause's message quotes the text it choked on
        }
    }

    /** Reads one resource of any type as a server of this version sends it. */
    public static Resource parse(String json, FhirVersion version) {
        return switch (version) {
            case R4 -> parse(json);
            case STU3 -> Stu3.parse(json);
        };
    }

    /**
     * Reads one resource of any type from UTF-8.
     *
     * @throws FhirAdapterException.Unreadable for what is no FHIR R4 JSON
     */
    public static Resource parse(byte[] utf8) {
        try {
            return parse(CompactJson.read(utf8));
        } catch (IOException e) {
            throw unreadable(FhirVersion.R4); // the cause's message quotes the text it choked on
        }
    }

    /** One resource of any type as a server of this version sends it, from JSON that was read. */
    static Resource parse(CompactJson json, FhirVersion version) {
        return switch (version) {
            case R4 -> parse(json);
            case STU3 -> Stu3.parse(json);
        };
    }

    private static Resource parse(CompactJson json) {
        try {
            if (((IJsonLikeParser) parser()).parseResource(json) instanceof Resource resource) {
                return resource;
            }
        } catch (RuntimeException e) {
            // HAPI throws whatever it meets, and the cause's message quotes the text it choked on
        }
        throw unreadable(FhirVersion.R4);
    }

    static FhirAdapterException.Unreadable unreadable(FhirVersion version) {
        return new FhirAdapterException.Unreadable("resource: expected FHIR " + version + " JSON, got something else");
    }

    public static String render(Resource resource) {
        return parser().encodeResourceToString(resource);
    }

    private static IParser parser() {
        return CONTEXT.newJsonParser();
    }

    private static FhirContext context4() {
        var context = FhirContext.forR4();
        context.setParserErrorHandler(new LenientErrorHandler(false).disableAllErrors());
        context.getParserOptions().setOverrideResourceIdWithBundleEntryFullUrl(false);
        context.getParserOptions().setStripVersionsFromReferences(false);
        return context;
    }
}
