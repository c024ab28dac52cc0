package org.sparkaffect.jobs;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.sparkaffect", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule commonKnowsNoJobs =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.sparkaffect.jobs..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.sparkaffect.jobs..", "org.apache.spark..");

  @ArchTest
  static final ArchRule whatJobsShareKnowsNoJob =
      noClasses()
          .that()
          .resideInAPackage("org.sparkaffect.jobs.(*)..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.sparkaffect.jobs");

  @ArchTest
  static final ArchRule trainUsesOnlyWhatAllJobsShare =
      noClasses()
          .that()
          .resideInAPackage("org.sparkaffect.jobs.train..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.sparkaffect.jobs..")
                  .and(
                      resideOutsideOfPackages(
                          "org.sparkaffect.jobs.train..",
                          "org.sparkaffect.jobs.table..",
                          "org.sparkaffect.jobs.cluster..",
                          "org.sparkaffect.jobs.settings..")));

  @ArchTest
  static final ArchRule trainIsForJobsAlone =
      classes()
          .that()
          .resideInAPackage("org.sparkaffect.jobs.train..")
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAnyPackage(
              "org.sparkaffect.jobs",
              "org.sparkaffect.jobs.train..",
              "org.sparkaffect.jobs.imageset..");

  @ArchTest
  static final ArchRule scoresAreOfModelsAloneAndNotOfTrainings =
      noClasses()
          .that()
          .resideInAnyPackage("org.sparkaffect.jobs.score..", "org.sparkaffect.jobs.report..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.sparkaffect.jobs.train..",
              "org.sparkaffect.jobs.imageset..",
              "org.sparkaffect.jobs.fuse..",
              "org.sparkaffect.jobs.batch..");

  @ArchTest
  static final ArchRule doctorUsesOnlyClusterAndSettings =
      noClasses()
          .that()
          .resideInAPackage("org.sparkaffect.jobs.doctor..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.sparkaffect.jobs..")
                  .and(
                      resideOutsideOfPackages(
                          "org.sparkaffect.jobs.doctor..",
                          "org.sparkaffect.jobs.cluster..",
                          "org.sparkaffect.jobs.settings..")));

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.sparkaffect.(**)").should().beFreeOfCycles();
}
