package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.training.ModelCard.Attribute;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** The applied model card has every element of CHAI's schema v0.2, in its order and namespace, and fills it. */
class AppliedCardTest {

    private static final String NAMESPACE = "https://mc.chai.org/v0.2/schema.xsd";

    /** The schema's elements in their order, those that may be missing and are left out aside; children are indented. */
    private static final String SCHEMA = """
            AppliedModelCard
             BasicInfo
              ModelName
              ModelDeveloper
              DeveloperContact
             ReleaseInfo
              ReleaseStage
              ReleaseDate
              ReleaseVersion
              GlobalAvailability
              EHRCompatibility
               EHR
              RegulatoryApproval
             ModelSummary
              Summary
              Keywords
               Keyword
               Keyword
               Keyword
             UsesAndDirections
              IntendedUseAndWorkflow
              PrimaryIntendedUsers
              HowToUse
              TargetedPatientPopulation
              CautionedOutOfScopeSettings
             Warnings
              KnownRisksAndLimitations
              KnownBiasesOrEthicalConsiderations
              ClinicalRiskLevel
             TrustIngredients
              AISystemFacts
               OutcomesAndOutputs
               ModelType
               FoundationModels
               InputDataSource
               OutputAndInputDataTypes
               DevelopmentDataCharacterization
               BiasMitigationApproaches
               OngoingMaintenance
               Security
               Transparency
              TransparencyInformation
               FundingSource
               StakeholdersConsulted
             KeyMetrics
              UsefulnessUsabilityEfficacy
               MetricGoal
               Results
                MetricResult
                 Label
                 ValueJson
               Interpretation
               TestType
               TestingDataDescription
               ValidationProcessAndJustification
              FairnessEquity
               MetricGoal
               Results
                MetricResult
                 Label
                 ValueJson
               Interpretation
               TestType
               TestingDataDescription
               ValidationProcessAndJustification
              SafetyReliability
               MetricGoal
               Results
                MetricResult
                 Label
                 ValueJson
               Interpretation
               TestType
               TestingDataDescription
               ValidationProcessAndJustification
             Resources
              EvaluationReferences
              ClinicalTrial
              PeerReviewedPublications
              PatientConsentOrDisclosure
             Bibliography
            """;

    @Test
    void hasTheSchemasElementsInTheirOrderAndNamespaceWithTheirTextFilled() throws Exception {
        Element root = parsed(AppliedCard.load().xml(card("a model <with> & \u0001 odd name"), List.of()));
        List<String> found = new ArrayList<>();
        walk(root, 0, found);
        assertThat(String.join("\n", found) + "\n").isEqualTo(SCHEMA);
        assertThat(text(root, "ModelName")).isEqualTo("a model <with> &  odd name");
    }

    @Test
    void saysThatNothingWasMeasuredWhereNothingWas() throws Exception {
        Element root = parsed(AppliedCard.load().xml(card("m"), List.of()));
        JsonNode value = new ObjectMapper().readTree(text(root, "ValueJson"));
        assertThat(value.path("kind").asText()).isEqualTo("single");
        assertThat(value.path("value").asInt()).isZero();
        assertThat(text(root, "Label")).isEqualTo("Evaluations of this version");
    }

    @Test
    void carriesEachFigureWithItsInterval() throws Exception {
        CardFigures.Metric metric =
                new CardFigures.Metric(CardFigures.Part.USEFULNESS, "x within 365 days", 0.9, 0.8, 0.95, "AUROC");
        Element root = parsed(AppliedCard.load().xml(card("m"), List.of(metric)));
        JsonNode value = new ObjectMapper().readTree(text(root, "ValueJson"));
        assertThat(value.path("kind").asText()).isEqualTo("estimate_ci");
        assertThat(value.path("estimate").asDouble()).isEqualTo(0.9);
        assertThat(value.path("lower").asDouble()).isEqualTo(0.8);
        assertThat(value.path("upper").asDouble()).isEqualTo(0.95);
        assertThat(value.path("level").asInt()).isEqualTo(95);
    }

    private static void walk(Element element, int depth, List<String> found) {
        assertThat(element.getNamespaceURI()).isEqualTo(NAMESPACE);
        found.add(" ".repeat(depth) + element.getLocalName());
        boolean leaf = true;
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                leaf = false;
                walk(inner, depth + 1, found);
            }
        }
        if (leaf && !element.getLocalName().equals("Bibliography")) {
            assertThat(element.getTextContent())
                    .as(element.getLocalName())
                    .isNotBlank()
                    .doesNotContainPattern("\\{[a-z]");
        }
    }

    private static Element parsed(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }

    private static String text(Element root, String name) {
        return root.getElementsByTagNameNS(NAMESPACE, name).item(0).getTextContent();
    }

    private static ModelCard card(String name) {
        List<Attribute> attributes = ModelCard.template().attributes().stream()
                .map(a -> new Attribute(a.key(), a.group(), a.title(), "what is said of " + a.title()))
                .toList();
        return new ModelCard(name, "1", true, "a network", "CPU", "test", attributes);
    }
}
