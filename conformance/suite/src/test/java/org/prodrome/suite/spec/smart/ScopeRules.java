package org.prodrome.suite.spec.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.sandbox.fault.ClientBreach.CONTEXT_TYPES_IN_CAPITALS;
import static org.prodrome.sandbox.fault.ClientBreach.NO_CONTEXT_ROLE;
import static org.prodrome.sandbox.fault.ClientBreach.NO_CREATE_LETTER;
import static org.prodrome.sandbox.fault.ClientBreach.NO_DELETE_LETTER;
import static org.prodrome.sandbox.fault.ClientBreach.NO_FHIR_USER_SCOPE;
import static org.prodrome.sandbox.fault.ClientBreach.NO_LAUNCH_ENCOUNTER_SCOPE;
import static org.prodrome.sandbox.fault.ClientBreach.NO_LAUNCH_PATIENT_SCOPE;
import static org.prodrome.sandbox.fault.ClientBreach.NO_LAUNCH_SCOPE;
import static org.prodrome.sandbox.fault.ClientBreach.NO_OFFLINE_ACCESS_SCOPE;
import static org.prodrome.sandbox.fault.ClientBreach.NO_ONLINE_ACCESS_SCOPE;
import static org.prodrome.sandbox.fault.ClientBreach.NO_OPENID_SCOPE;
import static org.prodrome.sandbox.fault.ClientBreach.NO_PATIENT_LEVEL;
import static org.prodrome.sandbox.fault.ClientBreach.NO_READ_LETTER;
import static org.prodrome.sandbox.fault.ClientBreach.NO_SCOPE;
import static org.prodrome.sandbox.fault.ClientBreach.NO_SEARCH_LETTER;
import static org.prodrome.sandbox.fault.ClientBreach.NO_SYSTEM_LEVEL;
import static org.prodrome.sandbox.fault.ClientBreach.NO_UPDATE_LETTER;
import static org.prodrome.sandbox.fault.ClientBreach.NO_USER_LEVEL;
import static org.prodrome.sandbox.fault.ClientBreach.NO_WILDCARD;
import static org.prodrome.sandbox.fault.ClientBreach.SCOPES_WITHOUT_QUERY;
import static org.prodrome.sandbox.fault.ClientBreach.SCOPE_LETTERS_REVERSED;

import java.util.List;
import org.prodrome.launcher.Scope.Interaction;
import org.prodrome.launcher.Scope.Level;
import org.prodrome.sandbox.fault.Received;

/** Which scopes are asked for, and in which form (scopes-and-launch-context). */
final class ScopeRules {

    private static final String PARAMETER = "[A-Za-z_:.-]+=[^&]+";
    private static final String RESOURCES = "(patient|user|system)/([A-Z][A-Za-z]+|\\*)\\.(?=[cruds])c?r?u?d?s?(\\?"
            + PARAMETER + "(&" + PARAMETER + ")*)?";
    private static final String LABORATORY =
            "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory";

    private ScopeRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of("asks for the scopes that the app needs", ScopeRules::asksForWhatItNeeds, 37)
                        .brokenBy(NO_SCOPE),
                Rule.of("asks for the EHR's context with the scope launch", ScopeRules::asksForLaunch, 150, 151)
                        .brokenBy(NO_LAUNCH_SCOPE),
                Rule.of("asks for a patient when standalone", ScopeRules::asksForAPatient, 150, 152, 166)
                        .brokenBy(NO_LAUNCH_PATIENT_SCOPE),
                Rule.of("asks for an encounter by launch/encounter", ScopeRules::asksForAnEncounter, 153)
                        .brokenBy(NO_LAUNCH_ENCOUNTER_SCOPE),
                Rule.of("writes context types in lower case", ScopeRules::asksForAList, 155)
                        .brokenBy(CONTEXT_TYPES_IN_CAPITALS),
                Rule.of("tells the roles of context resources apart", ScopeRules::asksForAList, 156)
                        .brokenBy(NO_CONTEXT_ROLE),
                Rule.of("asks who the user is by openid and fhirUser", ScopeRules::asksWhoTheUserIs, 47, 196)
                        .brokenBy(NO_OPENID_SCOPE, NO_FHIR_USER_SCOPE),
                Rule.of("asks for access while the user is online", ScopeRules::asksForOnlineAccess, 215)
                        .brokenBy(NO_ONLINE_ACCESS_SCOPE),
                Rule.of("asks for access after the user is gone", ScopeRules::asksForOfflineAccess, 216)
                        .brokenBy(NO_OFFLINE_ACCESS_SCOPE),
                Rule.of("asks to create by the letter c", granted("c", Interaction.CREATE), 120)
                        .brokenBy(NO_CREATE_LETTER),
                Rule.of("asks to read by the letter r", granted("r", Interaction.READ), 121)
                        .brokenBy(NO_READ_LETTER),
                Rule.of("asks to update by the letter u", granted("u", Interaction.UPDATE), 122)
                        .brokenBy(NO_UPDATE_LETTER),
                Rule.of("asks to delete by the letter d", granted("d", Interaction.DELETE), 124)
                        .brokenBy(NO_DELETE_LETTER),
                Rule.of("asks to search by the letter s", granted("s", Interaction.SEARCH), 125)
                        .brokenBy(NO_SEARCH_LETTER),
                Rule.of("keeps to the scope language", ScopeRules::keepsToTheLanguage, 135)
                        .brokenBy(SCOPE_LETTERS_REVERSED, NO_PATIENT_LEVEL, NO_WILDCARD),
                Rule.of("asks for some of a type's resources by a query", ScopeRules::asksForAPart, 132)
                        .brokenBy(SCOPES_WITHOUT_QUERY),
                Rule.of(
                                "asks for one patient's data at patient level",
                                granted("patient/Patient.r", Level.PATIENT),
                                137)
                        .brokenBy(NO_PATIENT_LEVEL),
                Rule.of("asks for the user's data at user level", granted("user/Patient.r", Level.USER), 141)
                        .brokenBy(NO_USER_LEVEL),
                Rule.of("asks for data of its own at system level", ScopeRules::asksAtSystemLevel, 143)
                        .brokenBy(NO_SYSTEM_LEVEL),
                Rule.of("asks for every type by a wildcard", ScopeRules::asksForEveryType, 146)
                        .brokenBy(NO_WILDCARD));
    }

    private static List<String> asked(Trial trial, String scopes) {
        return words(trial.authorization(trial.publicApp(scopes)));
    }

    private static List<String> words(Received request) {
        return List.of(request.value("scope").orElse("").split(" "));
    }

    private static void asksForWhatItNeeds(Trial trial) {
        assertThat(asked(trial, Trial.SCOPES)).containsExactlyInAnyOrder(Trial.SCOPES.split(" "));
    }

    private static void asksForLaunch(Trial trial) {
        assertThat(asked(trial, "patient/Patient.r")).contains("launch");
    }

    private static void asksForAPatient(Trial trial) {
        assertThat(words(trial.standaloneAuthorization(trial.publicApp("patient/Patient.r"))))
                .contains("launch/patient");
    }

    private static void asksForAnEncounter(Trial trial) {
        var context = trial.launch(trial.publicApp("launch launch/encounter patient/Patient.r"));
        assertThat(context.granted().contains("launch/encounter")).isTrue();
        assertThat(context.encounter()).hasValue("enc-1");
    }

    private static void asksForAList(Trial trial) {
        var list = "launch/list?role=https://example.org/at-home";
        assertThat(asked(trial, "launch " + list)).contains(list);
    }

    private static void asksWhoTheUserIs(Trial trial) {
        assertThat(asked(trial, Trial.SCOPES)).contains("openid", "fhirUser");
        assertThat(trial.launch(trial.publicApp()).fhirUser()).isPresent();
    }

    private static void asksForOnlineAccess(Trial trial) {
        canRenew(trial, "launch online_access patient/Patient.r");
    }

    private static void asksForOfflineAccess(Trial trial) {
        canRenew(trial, "launch offline_access patient/Patient.r");
    }

    private static void canRenew(Trial trial, String scopes) {
        var access = trial.launch(trial.publicApp(scopes)).access();
        var first = access.authorizationFor(trial.patientUri());
        assertThat(access.authorizationAfter401(trial.patientUri(), first)).isNotEqualTo(first);
    }

    private static Rule.Check granted(String letter, Interaction interaction) {
        return trial -> {
            var app = trial.publicApp("launch patient/Patient." + letter);
            assertThat(trial.launch(app).granted().allows(interaction, "Patient"))
                    .isTrue();
        };
    }

    private static Rule.Check granted(String scope, Level level) {
        return trial -> {
            var granted = trial.launch(trial.publicApp("launch " + scope)).granted();
            assertThat(granted.allows(level, Interaction.READ, "Patient")).isTrue();
        };
    }

    private static void keepsToTheLanguage(Trial trial) {
        assertThat(asked(trial, "launch patient/*.rs patient/ServiceRequest.cud " + LABORATORY))
                .contains("patient/ServiceRequest.cud")
                .allSatisfy(scope -> assertThat(scope).matches("launch|" + RESOURCES));
    }

    private static void asksForAPart(Trial trial) {
        var granted = trial.launch(trial.publicApp("launch " + LABORATORY)).granted();
        assertThat(granted.allows(Interaction.READ, "Observation")).isFalse();
        assertThat(granted.constraints(Interaction.READ, "Observation")).hasSize(1);
    }

    private static void asksAtSystemLevel(Trial trial) {
        assertThat(trial.backendRequest().value("scope")).hasValue("system/Patient.rs");
    }

    private static void asksForEveryType(Trial trial) {
        var granted = trial.launch(trial.publicApp("launch patient/*.rs")).granted();
        assertThat(granted.allows(Interaction.SEARCH, "Observation")).isTrue();
    }
}
