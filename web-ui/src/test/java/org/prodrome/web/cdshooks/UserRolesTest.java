package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    @Test
    void theRolesOfAPractitionerAloneOrInABundleAndNoOnesElse() {
        String theirs = role("r1", "Practitioner/d1", "46255001");
        String absolute = role("r2", "https://ehr.example/fhir/Practitioner/d1", "309343006");
        String versioned = role("r3", "Practitioner/d1/_history/4", "11");
        String ended = role("r4", "Practitioner/d1", "12").replace("\"id\"", "\"active\":false,\"id\"");
        String others = role("r5", "Practitioner/d11", "13");
        String elsewhere = role("r6", "https://elsewhere.example/fhir/Practitioner/d1", "14");
        String nobodys = ROLE.replace("r1", "r7").replace("46255001", "15");
        String bundle = Stream.of(theirs, absolute, versioned, ended, others, elsewhere, nobodys)
                .collect(Collectors.joining("},{\"resource\":", "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":", "}]}"));

        assertThat(told("Practitioner/d1", bundle)).contains("46255001", "309343006", "11");
        assertThat(told("Practitioner/d1", bundle)).doesNotContain("12", "13", "14", "15");
        assertThat(told("Practitioner/d1", theirs)).contains("46255001");
        assertThat(told("Practitioner/d1", "{\"resourceType\":\"Bundle\"}")).isEmpty();
    }

    private static String role(String id, String who, String code) {
        return """
                {"resourceType":"PractitionerRole","id":"%s","practitioner":{"reference":"%s"},
                 "code":[{"coding":[{"system":"http://snomed.info/sct","code":"%s"}]}]}""".formatted(id, who, code);
    }

    private Set<String> told(String user, String prefetched) {
        return roles.of("https://ehr.example/fhir/" + user, Map.of(UserRoles.KEY, prefetched));
    }
}
