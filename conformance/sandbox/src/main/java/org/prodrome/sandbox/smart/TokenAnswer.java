package org.prodrome.sandbox.smart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.fault.SmartDefect;

/** The token response (RFC 6749 section 5.1) with SMART's launch context beside the token. */
record TokenAnswer(EhrAddress address, IdTokenSigner signer, Faults faults) {

    Map<String, Object> of(IssuedTokens issued, boolean withIdToken) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", issued.accessToken());
        answer.put("token_type", faults.has(SmartDefect.WRONG_TOKEN_TYPE) ? "mac" : "Bearer");
        answer.put("expires_in", issued.lifetime().toSeconds());
        answer.put(
                "scope",
                faults.has(SmartDefect.EMPTY_SCOPE) ? "" : issued.grant().scope());
        putIfThere(answer, "refresh_token", issued.refreshToken());
        LaunchRequest launch = issued.grant().launch();
        if (launch != null) {
            answer.putAll(context(issued.grant(), launch));
            if (withIdToken && issued.grant().wantsIdToken()) {
                answer.put("id_token", signer.sign(issued.grant(), launch));
            }
        }
        breakIt(answer);
        return answer;
    }

    Map<String, Object> refreshed(IssuedTokens issued) {
        Map<String, Object> answer = of(issued, false);
        if (faults.has(SmartDefect.OTHER_PATIENT_AT_REFRESH)) {
            answer.put("patient", "another-patient");
        }
        return answer;
    }

    /** The launch context, for the token response and for introspection. */
    Map<String, Object> context(Grant grant, LaunchRequest launch) {
        Map<String, Object> context = new LinkedHashMap<>();
        putIfThere(context, "patient", launch.patientId());
        if (grant.has("launch") || grant.has("launch/encounter")) {
            putIfThere(context, "encounter", launch.encounterId());
        }
        if (launch.patientId() != null) {
            context.put("need_patient_banner", launch.needPatientBanner());
        }
        context.put("smart_style_url", address.styleUrl());
        putIfThere(context, "intent", launch.intent());
        putIfThere(context, "appContext", launch.appContext());
        if (!launch.fhirContext().isEmpty()) {
            context.put("fhirContext", references(launch.fhirContext()));
        }
        return context;
    }

    private static List<Map<String, String>> references(List<String> fhirContext) {
        return fhirContext.stream()
                .map(reference -> Map.of("reference", reference))
                .toList();
    }

    private void breakIt(Map<String, Object> answer) {
        putIf(SmartDefect.NEGATIVE_EXPIRES_IN, "expires_in", -60, answer);
        putIf(SmartDefect.CONTROL_CHARACTER_IN_TOKEN, "access_token", "one\r\nX-Two: three", answer);
        putIf(SmartDefect.WIDER_GRANT, "scope", answer.get("scope") + " user/*.cruds", answer);
        putIf(SmartDefect.PATIENT_IS_A_PATH, "patient", "../Practitioner/sandbox-clinician", answer);
        putIf(SmartDefect.PATIENT_IS_NO_TEXT, "patient", Map.of("reference", "Patient/1"), answer);
        removeIf(SmartDefect.MISSING_EXPIRES_IN, "expires_in", answer);
        removeIf(SmartDefect.MISSING_SCOPE, "scope", answer);
        removeIf(SmartDefect.MISSING_TOKEN_TYPE, "token_type", answer);
        removeIf(SmartDefect.MISSING_ACCESS_TOKEN, "access_token", answer);
        removeIf(SmartDefect.MISSING_PATIENT, "patient", answer);
        removeIf(SmartDefect.MISSING_ID_TOKEN, "id_token", answer);
    }

    private void putIf(SmartDefect defect, String field, Object value, Map<String, Object> answer) {
        if (faults.has(defect)) {
            answer.put(field, value);
        }
    }

    private void removeIf(SmartDefect defect, String field, Map<String, Object> answer) {
        if (faults.has(defect)) {
            answer.remove(field);
        }
    }

    private static void putIfThere(Map<String, Object> answer, String name, @Nullable String value) {
        if (value != null) {
            answer.put(name, value);
        }
    }
}
