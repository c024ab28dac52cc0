package org.sparkaffect;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Keeps the arrows between the rooms of this library. */
class ArchitectureTest {
  private static final String ROOT = "org.sparkaffect.";
  private static final Set<String> GROUND = Set.of("emotion", "clip");
  private static final Set<String> TOP_USES =
      Set.of("emotion", "clip", "media", "face", "audio", "evaluation", "fusion");

  /** What each room may use beside itself. */
  private static final Map<String, Set<String>> USES =
      Map.of(
          "emotion", Set.of(),
          "clip", Set.of("emotion"),
          "media", GROUND,
          "face", GROUND,
          "audio", GROUND,
          "evaluation", GROUND,
          "fusion", Set.of("emotion", "clip", "evaluation"),
          "network", Set.of("emotion", "clip", "face", "audio"),
          "imageset", TOP_USES);

  static final Set<String> ROOMS = USES.keySet();

  private static final JavaClasses COMMON =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.sparkaffect");

  @ParameterizedTest
  @FieldSource("ROOMS")
  void aRoomUsesOnlyThoseBelow(String room) {
    usesOnly(room, USES.get(room)).check(COMMON);
  }

  @Test
  void everyClassIsInARoom() {
    classes().should().resideInAnyPackage(packages(ROOMS.stream())).check(COMMON);
  }

  @Test
  void nothingKnowsSpark() {
    noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.spark..").check(COMMON);
  }

  @Test
  void onlyNetworksKnowDeeplearning4j() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "network..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.deeplearning4j..")
        .check(COMMON);
  }

  @Test
  void audioNeedsTheJdkAndItsFftAlone() {
    classes()
        .that()
        .resideInAPackage(ROOT + "audio..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "audio..", ROOT + "emotion..", ROOT + "clip..", "java..", "org.jtransforms..")
        .check(COMMON);
  }

  /** Clips have emotions: a rule that forbids it must fail, or the rules above hold nothing. */
  @Test
  void aForbiddenArrowIsSeen() {
    assertThatThrownBy(() -> usesOnly("clip", Set.of()).check(COMMON))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Clip");
  }

  private static ArchRule usesOnly(String room, Set<String> others) {
    Stream<String> forbidden =
        ROOMS.stream().filter(other -> !other.equals(room) && !others.contains(other));
    return noClasses()
        .that()
        .resideInAPackage(ROOT + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(forbidden))
        .allowEmptyShould(true);
  }

  private static String[] packages(Stream<String> rooms) {
    return rooms.map(room -> ROOT + room + "..").toArray(String[]::new);
  }
}
