package org.prodrome.reasoning.rule;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The 13 source attributes of a rule (45 CFR 170.315(b)(11)(iv)(A)), in our own words.
 *
 * @param citation bibliographic citation of the intervention
 * @param developer who developed it
 * @param funding who paid for its technical implementation
 * @param dates release and revision dates
 * @param race use of race
 * @param ethnicity use of ethnicity
 * @param language use of language
 * @param sexualOrientation use of sexual orientation
 * @param genderIdentity use of gender identity
 * @param sex use of sex
 * @param dateOfBirth use of date of birth
 * @param socialDeterminants use of social determinants of health data
 * @param healthStatusAssessments use of health status assessments data
 */
public record SourceAttributes(
        String citation,
        String developer,
        String funding,
        String dates,
        String race,
        String ethnicity,
        String language,
        String sexualOrientation,
        String genderIdentity,
        String sex,
        String dateOfBirth,
        String socialDeterminants,
        String healthStatusAssessments) {

    /** Name and content, in the regulation's order. */
    public Map<String, String> listed() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Citation", citation);
        all.put("Developer", developer);
        all.put("Funding", funding);
        all.put("Release and revision dates", dates);
        all.put("Race", race);
        all.put("Ethnicity", ethnicity);
        all.put("Language", language);
        all.put("Sexual orientation", sexualOrientation);
        all.put("Gender identity", genderIdentity);
        all.put("Sex", sex);
        all.put("Date of birth", dateOfBirth);
        all.put("Social determinants of health", socialDeterminants);
        all.put("Health status assessments", healthStatusAssessments);
        return all;
    }
}
