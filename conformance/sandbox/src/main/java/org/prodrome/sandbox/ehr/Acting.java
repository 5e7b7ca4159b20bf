package org.prodrome.sandbox.ehr;

import java.util.List;
import org.hl7.fhir.r4.model.Practitioner;
import org.jspecify.annotations.Nullable;
import org.prodrome.sandbox.fhir.ClinicalStore;

/** Who is working: a user of the EHR, named by a cookie. A sandbox has no passwords. */
final class Acting {

    static final String COOKIE = "ehr-acting";

    /** A user to choose. */
    record User(String id, String name, @Nullable String role) {}

    private final ClinicalStore store;

    Acting(ClinicalStore store) {
        this.store = store;
    }

    List<User> users() {
        return store.users().stream().map(Acting::user).toList();
    }

    /** The user the cookie names, or the first one. */
    String practitioner(@Nullable String cookie) {
        List<User> users = users();
        return users.stream()
                .map(User::id)
                .filter(id -> id.equals(cookie))
                .findFirst()
                .or(() -> users.stream().map(User::id).findFirst())
                .orElseThrow(() -> Refusal.conflict("This EHR has no users."));
    }

    private static User user(Practitioner practitioner) {
        var qualification = practitioner.getQualificationFirstRep().getCode();
        return new User(
                practitioner.getIdElement().getIdPart(),
                Words.of(practitioner.getNameFirstRep()),
                qualification.isEmpty() ? null : Words.of(qualification));
    }
}
