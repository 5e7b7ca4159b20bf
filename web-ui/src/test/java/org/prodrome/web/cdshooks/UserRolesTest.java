package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a hook tells of its user's role; whatever else stands there is not known. */
class UserRolesTest {
    private static final String ROLE = """
            {"resourceType":"PractitionerRole","id":"r1","code":[{"coding":[{"system":"http://snomed.info/sct","code":"46255001"},
             {"display":"no code"}]},{"text":"words alone"}]}""";

    private final UserRoles roles = new UserRoles(new JsonMapper());

    @Test
    void theCodesOfTheUsersOwnPractitionerRole() {
        assertThat(told("PractitionerRole/r1", ROLE))
                .containsExactlyInAnyOrder("46255001", "http://snomed.info/sct|46255001");
    }

    @Test
    void anotherOnesRoleAPractitionerNullAndNonsenseTellNothing() {
        assertThat(told("PractitionerRole/r2", ROLE)).isEmpty();
        assertThat(told("PractitionerRole/r1", "{\"resourceType\":\"Practitioner\",\"id\":\"r1\"}"))
                .isEmpty();
        assertThat(told("PractitionerRole/r1", "null")).isEmpty();
        assertThat(told("PractitionerRole/r1", "{\"code\":")).isEmpty();
    }

    private Set<String> told(String user, String prefetched) {
        return roles.of("https://ehr.example/fhir/" + user, Map.of(UserRoles.KEY, prefetched));
    }
}
