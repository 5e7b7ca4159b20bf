package org.prodrome.sandbox.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import ca.uhn.fhir.parser.StrictErrorHandler;

/** This server's own FHIR context: strict about what clients send, so that a misspelt element is refused, not lost. */
final class R4 {

    static final FhirContext CONTEXT = strict();

    private R4() {}

    /** For the data set, whose makers may use what this server does not know. */
    static IParser lenientParser() {
        IParser parser = CONTEXT.newJsonParser();
        parser.setParserErrorHandler(new LenientErrorHandler(false));
        return parser;
    }

    /** Reads the definitions that the first requests need; HAPI otherwise does so on the first one. */
    static void warmUp() {
        SearchParameters.r4().types().forEach(CONTEXT::getResourceDefinition);
    }

    private static FhirContext strict() {
        FhirContext context = FhirContext.forR4();
        context.setParserErrorHandler(new StrictErrorHandler());
        return context;
    }
}
