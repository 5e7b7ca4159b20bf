package org.prodrome.web.workbench;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prodrome.web.governance.Role;

/** Roles by the names that the security framework gives them. */
final class Roles {
    private static final String PREFIX = "ROLE_";

    private Roles() {}

    static Optional<Role> named(@Nullable String authority) {
        return Arrays.stream(Role.values())
                .filter(role -> (PREFIX + role.name()).equals(authority))
                .findFirst();
    }
}
