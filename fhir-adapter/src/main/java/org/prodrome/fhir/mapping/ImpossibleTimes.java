package org.prodrome.fhir.mapping;

import java.util.Date;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.resources.FhirJson;

/** A resource with times that cannot be, for whoever reads the resources themselves: the same one without these times. */
final class ImpossibleTimes {
    private ImpossibleTimes() {}

    static Shortfall shortfall(Resource resource) {
        return new Shortfall(
                resource.fhirType() + ".time",
                Gap.Reason.UNREADABLE,
                "have a time that cannot be, before the patient's birth or after tomorrow, which is not used");
    }

    static Resource removed(Resource resource, Times times) {
        Resource copy = resource.copy();
        copy.setMeta(new Meta());
        for (BaseDateTimeType time :
                FhirJson.context().newTerser().getAllPopulatedChildElementsOfType(copy, BaseDateTimeType.class)) {
            if (times.cannotBe(time)) {
                time.setValue((Date) null);
            }
        }
        copy.setMeta(resource.getMeta());
        return copy;
    }
}
