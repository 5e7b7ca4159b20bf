package org.prodrome.suite.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The architecture's rules, on the compiled classes of every module. */
class BoundariesTest {
    private static final int LEAST_CLASSES = 500;
    private static JavaClasses ours;

    @BeforeAll
    static void importOurs() {
        ours = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.prodrome");
    }

    @Test
    void enoughClassesAreLookedAt() {
        assertThat(ours.size()).isGreaterThan(LEAST_CLASSES);
    }

    @Test
    void compileDependenciesFollowTheData() {
        noClasses()
                .that()
                .resideInAPackage("org.prodrome.launcher..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.prodrome.fhir..", "org.prodrome.reasoning..", "org.prodrome.web..")
                .check(ours);
        noClasses()
                .that()
                .resideInAPackage("org.prodrome.fhir..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.prodrome.reasoning..", "org.prodrome.web..")
                .check(ours);
        noClasses()
                .that()
                .resideInAPackage("org.prodrome.reasoning..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.prodrome.web..")
                .check(ours);
    }

    @Test
    void theSandboxSharesNothingWithTheProduct() {
        noClasses()
                .that()
                .resideInAPackage("org.prodrome.sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.prodrome.launcher..",
                        "org.prodrome.fhir..",
                        "org.prodrome.reasoning..",
                        "org.prodrome.web..")
                .check(ours);
    }

    @Test
    void theSecondAuthorizationServerSharesNothingWithAnyoneOfUs() {
        assertThat(ours.containPackage("org.prodrome.peer")).isTrue();
        noClasses()
                .that()
                .resideInAPackage("org.prodrome.peer..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.prodrome..").and(resideOutsideOfPackage("org.prodrome.peer..")))
                .check(ours);
    }

    /** Benches may use HAPI as the peer that they compare with. */
    @Test
    void hapiStaysInTheAdapterAndTheRules() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.prodrome.fhir..",
                        "org.prodrome.reasoning.rule..",
                        "org.prodrome.sandbox..",
                        "org.prodrome.suite.load..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ca.uhn.fhir..", "org.hl7.fhir..", "org.opencds.cqf..")
                .check(ours);
    }

    @Test
    void tensorFlowStaysInModelAndTraining() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.prodrome.reasoning.model..", "org.prodrome.reasoning.training..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.tensorflow..", "org.bytedeco..")
                .check(ours);
    }

    @Test
    void springAndVaadinStayInTheApp() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.prodrome.web..", "org.prodrome.sandbox..", "org.prodrome.peer..", "org.prodrome.suite..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "com.vaadin..")
                .check(ours);
        noClasses()
                .that()
                .resideOutsideOfPackages("org.prodrome.web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.vaadin..")
                .check(ours);
    }

    /** A library that one can take in: its public types fit on a page. */
    @Test
    void theLauncherHasFewerThanFifteenPublicTypes() {
        var types = ours.stream()
                .filter(type -> type.getPackageName().equals("org.prodrome.launcher"))
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getSimpleName)
                .toList();

        assertThat(types).contains("SmartLauncher", "Access").hasSizeLessThan(15);
    }

    @Test
    void noNimbusTypeInAPublicSignatureOfTheLauncher() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("org.prodrome.launcher..")
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .arePublic()
                .should()
                .notHaveRawReturnType(resideInAnyPackage("com.nimbusds.."))
                .andShould()
                .notHaveRawParameterTypes(DescribedPredicate.describe(
                        "one of Nimbus",
                        types -> types.stream()
                                .anyMatch(type -> type.getPackageName().startsWith("com.nimbusds"))))
                .check(ours);
    }

    @Test
    void packagesHaveNoCycles() {
        for (String root : List.of("launcher", "fhir", "reasoning", "web", "sandbox")) {
            slices().matching("org.prodrome." + root + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true)
                    .check(ours);
        }
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = new TreeSet<>();
        ours.stream()
                .map(JavaClass::getPackage)
                .filter(package_ ->
                        package_.tryGetAnnotationOfType(NullMarked.class).isEmpty())
                .map(JavaPackage::getName)
                .forEach(unmarked::add);
        assertThat(unmarked).isEmpty();
    }

    @Test
    void onlyCommandsWriteToStandardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.prodrome.reasoning.cli..",
                        "org.prodrome.suite.load..",
                        "org.prodrome.cohort..",
                        "org.prodrome.conformance.ledger..")
                .should(ACCESS_STANDARD_STREAMS)
                .check(ours);
    }

    @Test
    void pureStagesHaveNoClockNoRandomnessAndNoNetwork() {
        classes()
                .that()
                .resideInAnyPackage(
                        "org.prodrome.reasoning.note..",
                        "org.prodrome.reasoning.timeline..",
                        "org.prodrome.reasoning.token..",
                        "org.prodrome.reasoning.finding..",
                        "org.prodrome.reasoning.card..",
                        "org.prodrome.reasoning.summary..")
                .should(notCall("java.time.Clock", "systemUTC"))
                .andShould(notCall("java.time.Instant", "now"))
                .andShould(notCall("java.time.LocalDate", "now"))
                .andShould(notCall("java.lang.Math", "random"))
                .check(ours);
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.prodrome.reasoning.note..",
                        "org.prodrome.reasoning.timeline..",
                        "org.prodrome.reasoning.token..",
                        "org.prodrome.reasoning.finding..",
                        "org.prodrome.reasoning.card..",
                        "org.prodrome.reasoning.summary..",
                        "org.prodrome.reasoning.rule..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "java.sql..")
                .check(ours);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses()
                .that()
                .resideInAPackage("org.prodrome..")
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .check(ours);
    }

    private static ArchCondition<JavaClass> notCall(String owner, String method) {
        return new ArchCondition<>("not call " + owner + "." + method) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getMethodCallsFromSelf().stream()
                        .filter(call -> call.getTargetOwner().getName().equals(owner)
                                && call.getName().equals(method))
                        .forEach(call -> events.add(SimpleConditionEvent.violated(item, call.getDescription())));
            }
        };
    }
}
