package org.kapsurvey.questionnaire;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The engine knows no clock, locale, file, network, database or library. */
final class EngineDependenciesTest {
    private final JavaClasses engine = new ClassFileImporter().importPath(Forms.MODULE.resolve("target/classes"));

    @Test
    void theEngineKnowsNothingButTheLanguageCollectionsAndItself() {
        classes()
                .that()
                .resideOutsideOfPackage("org.kapsurvey.questionnaire.jvm..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.kapsurvey.questionnaire..",
                        "java.lang",
                        "java.lang.invoke",
                        "java.lang.runtime",
                        "java.math",
                        "java.util",
                        "java.util.function",
                        "org.jspecify.annotations")
                .check(engine);
    }

    @Test
    void nothingInTheEngineKnowsTheJvmsHost() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.kapsurvey.questionnaire.jvm..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.kapsurvey.questionnaire.jvm..")
                .check(engine);
    }

    @Test
    void packagesDependOnOneAnotherInOneDirection() {
        slices().matching("org.kapsurvey.questionnaire.(*)..")
                .should()
                .beFreeOfCycles()
                .check(engine);
    }
}
