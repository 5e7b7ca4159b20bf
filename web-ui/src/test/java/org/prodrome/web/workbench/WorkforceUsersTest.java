package org.prodrome.web.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prodrome.web.governance.Role;

/** The claim of an id_token decides what somebody may do. */
class WorkforceUsersTest {
    private final WorkforceUsers users = new WorkforceUsers(TestSettings.at("https://staff.example.org"));

    @Test
    void eachConfiguredValueMeansItsRole() {
        assertThat(users.roles(List.of("rules-authors", "rules-approvers", "physicians")))
                .containsExactlyInAnyOrder(Role.AUTHOR, Role.APPROVER);
        assertThat(users.roles("rules-readers")).containsExactly(Role.VIEWER);
    }

    @Test
    void anythingElseMeansNone() {
        assertThat(users.roles(null)).isEmpty();
        assertThat(users.roles(List.of("RULES-AUTHORS", "rules-authors-of-another-site"))).isEmpty();
        assertThat(users.roles("rules-authors rules-approvers")).isEmpty();
        assertThat(users.roles(List.of(1, true, Map.of("rules-authors", "rules-authors"), List.of("rules-authors"))))
                .isEmpty();
    }
}
