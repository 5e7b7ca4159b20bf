package org.prodrome.fhir.mapping;

import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.DeviceDeviceNameComponent;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.DeviceUsed;

/** Device to {@link DeviceUsed}; one that names no patient is a device of the house, and none of the patient's. */
final class Devices {
    private Devices() {}

    static Mapped map(Device device) {
        if (device.getPatient().isEmpty()) {
            return Mapped.nothing();
        }
        return Mapped.event(new DeviceUsed(
                Sources.of(device),
                concept(device),
                null,
                Concepts.code(device.getStatusElement(), ""),
                device.getUdiCarrierFirstRep().getDeviceIdentifier()));
    }

    private static CodedConcept concept(Device device) {
        if (Concepts.speaks(device.getType())) {
            return Concepts.of(device.getType());
        }
        Optional<String> name = device.getDeviceName().stream()
                .map(DeviceDeviceNameComponent::getName)
                .filter(Objects::nonNull)
                .findFirst();
        return Concepts.text(name.orElse(null));
    }
}
