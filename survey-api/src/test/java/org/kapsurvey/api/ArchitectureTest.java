package org.kapsurvey.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may know what. The modules' own tests hold what is inside them; here is what only the whole shows. */
@AnalyzeClasses(
        packages = "org.kapsurvey",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.NoTestsOfOtherModules.class})
class ArchitectureTest {
    /** A module's tests that other tests use come as an archive, which ArchUnit does not know for tests. */
    static final class NoTestsOfOtherModules implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule onlySurveyApiKnowsHttpAndTables = noClasses()
            .that()
            .resideOutsideOfPackage("org.kapsurvey.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.javalin..", "org.eclipse.jetty..", "org.jooq..", "com.zaxxer..", "org.postgresql..");

    @ArchTest
    static final ArchRule theEngineReadsAllJsonSoThatEveryFaultHasAPlace = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml..", "com.google.gson..", "jakarta.json..");

    @ArchTest
    static final ArchRule dependenciesPointFromTheServiceToTheEngine = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.kapsurvey.questionnaire..",
                    "org.kapsurvey.analysis..",
                    "org.kapsurvey.migrations..",
                    "org.kapsurvey.postgres..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.kapsurvey.api..");

    @ArchTest
    static final ArchRule theEngineKnowsNobody = noClasses()
            .that()
            .resideInAPackage("org.kapsurvey.questionnaire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.kapsurvey.analysis..", "org.kapsurvey.migrations..", "org.kapsurvey.postgres..");

    @ArchTest
    static final ArchRule onePlaceCommits = noClasses()
            .that()
            .resideOutsideOfPackages("org.kapsurvey.api.database", "org.kapsurvey.api.backup")
            .should()
            .callMethod(java.sql.Connection.class, "commit")
            .orShould()
            .callMethod(java.sql.Connection.class, "rollback")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("com.zaxxer.hikari.HikariDataSource");

    @ArchTest
    static final ArchRule sqlStatesAreTranslatedInOnePlace = noClasses()
            .that()
            .resideInAPackage("org.kapsurvey.api..")
            .and()
            .resideOutsideOfPackages("org.kapsurvey.api.database..", "org.kapsurvey.api.backup")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.sql.SQLException");

    @ArchTest
    static final ArchRule storesKnowNoHttp = noClasses()
            .that()
            .haveSimpleNameEndingWith("Store")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.javalin..");

    @ArchTest
    static final ArchRule resourcesKnowNoTables = noClasses()
            .that()
            .haveSimpleNameEndingWith("Resource")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jooq..", "org.kapsurvey.api.database.generated..");

    /** But those who are devices of a service themselves: they make load, kill, and make up interviews from the command line. */
    @ArchTest
    static final ArchRule theServiceSendsNoRequests = noClasses()
            .that()
            .resideOutsideOfPackages("org.kapsurvey.api.torture", "org.kapsurvey.api.demo")
            .and()
            .doNotHaveFullyQualifiedName("org.kapsurvey.api.account.DeviceLogin")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.Socket")
            .orShould()
            .callMethod(java.net.URL.class, "openConnection")
            .orShould()
            .callMethod(java.net.URL.class, "openStream");

    @ArchTest
    static final ArchRule nothingButTheCommandLineKnowsTheCommandLine = classes()
            .that()
            .resideInAPackage("org.kapsurvey.api.cli..")
            .should()
            .onlyBeAccessed()
            .byAnyPackage("org.kapsurvey.api.cli..");

    @ArchTest
    static final ArchRule thePackagesOfTheServiceHaveNoCycles =
            slices().matching("org.kapsurvey.api.(*)..").should().beFreeOfCycles();
}
