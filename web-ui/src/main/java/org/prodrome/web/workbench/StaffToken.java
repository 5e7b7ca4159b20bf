package org.prodrome.web.workbench;

import org.jspecify.annotations.Nullable;
import org.prodrome.web.governance.Staff;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Somebody of the staff who is signed in. The provider's tokens are not kept. */
final class StaffToken extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient Staff staff;

    StaffToken(Staff staff) {
        super(staff.roles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList());
        this.staff = staff;
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Staff getPrincipal() {
        return staff;
    }

    @Override
    public String getName() {
        return staff.pseudonym().hash();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StaffToken token && token.staff.equals(staff);
    }

    @Override
    public int hashCode() {
        return staff.hashCode();
    }
}
