package org.kapsurvey.analysis;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.chrono.ChronoLocalDate;

/** What the analysis may know (ARCHITECTURE.md). */
@AnalyzeClasses(packages = "org.kapsurvey.analysis", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule IT_KNOWS_NO_HTTP_AND_NO_SQL = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.net.http..",
                    "java.net",
                    "java.sql..",
                    "javax.sql..",
                    "io.javalin..",
                    "org.jooq..",
                    "com.fasterxml.jackson..",
                    "org.kapsurvey.api..");

    @ArchTest
    static final ArchRule ONLY_IO_AND_THE_BENCHMARK_TOUCH_FILES = noClasses()
            .that()
            .resideOutsideOfPackages("org.kapsurvey.analysis.io..", "org.kapsurvey.analysis.bench..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "java.io",
                            "java.nio.file..",
                            "java.nio.channels..",
                            "java.util.zip..",
                            "de.siegmar..",
                            "org.dhatim..")
                    .and(not(equivalentTo(Serializable.class))));

    @ArchTest
    static final ArchRule PARTS_DO_NOT_DEPEND_ON_EACH_OTHER_IN_A_CIRCLE =
            slices().matching("org.kapsurvey.analysis.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ESTIMATORS_KNOW_NO_FILES_AND_NO_JOBS = noClasses()
            .that()
            .resideInAnyPackage(
                    "..analysis.codebook..",
                    "..analysis.design..",
                    "..analysis.totals..",
                    "..analysis.variance..",
                    "..analysis.estimate..",
                    "..analysis.inference..",
                    "..analysis.expression..",
                    "..analysis.disclosure..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..analysis.job..", "..analysis.io..", "..analysis.indicator..", "..analysis.report..");

    @ArchTest
    static final ArchRule THE_CLOCK_IS_NOT_READ = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .dependOnClassesThat(resideInAPackage("java.time..")
                    .and(not(equivalentTo(LocalDate.class)))
                    .and(not(equivalentTo(ChronoLocalDate.class))));

    @ArchTest
    static final ArchRule ONLY_IO_AND_BENCH_MEASURE_TIME = noClasses()
            .that()
            .resideOutsideOfPackages("org.kapsurvey.analysis.io..", "org.kapsurvey.analysis.bench..")
            .should()
            .callMethod(System.class, "nanoTime");
}
