package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.internal.config.ConfigEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What deploy/ and the manual name exists: Spark's properties, jobs and their options. */
class DeployTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern PROPERTY = Pattern.compile("(?<![\\w.])spark(\\.[a-zA-Z][\\w-]*)+");
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?m)^[# ]*(?:SPARK_HOME=\\S+ )?deploy/(?:affect|submit [a-z-]+) ([a-z][a-z-]+)((?: +\\S+)*)");

  /** Each is a family of which Spark knows the members by their form. */
  private static final Pattern FAMILY =
      Pattern.compile(
          "spark\\.master|spark\\.hadoop\\.[\\w.]+|spark\\.(executorEnv|yarn\\.appMasterEnv)\\.[A-Z_]+"
              + "|spark\\.(driver|executor|task|worker)\\.resource\\.gpu\\.(amount|discoveryScript|vendor)");

  @BeforeAll
  static void loadProperties() throws ClassNotFoundException {
    for (String room :
        List.of(
            "internal.config.package$",
            "internal.config.UI$",
            "internal.config.Worker$",
            "internal.config.Network$",
            "deploy.yarn.config.package$",
            "deploy.k8s.Config$",
            "sql.internal.SQLConf$")) {
      Class.forName("org.apache.spark." + room);
    }
  }

  static List<Path> files() throws IOException {
    List<Path> all = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    for (String folder : List.of("deploy", "deploy/cluster", "conf", "notebooks-free-docs")) {
      try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
        files
            .filter(Files::isRegularFile)
            .filter(file -> !file.toString().endsWith(".png"))
            .sorted()
            .forEach(all::add);
      }
    }
    return all;
  }

  static List<Path> propertyFiles() throws IOException {
    return Stream.concat(
            files().stream().filter(file -> file.getParent().endsWith("cluster")),
            Stream.of(ROOT.resolve("conf/spark-defaults.conf")))
        .filter(file -> file.toString().endsWith(".conf"))
        .toList();
  }

  private static boolean known(String property) {
    return FAMILY.matcher(property).matches() || ConfigEntry.findEntry(property) != null;
  }

  @ParameterizedTest
  @MethodSource("files")
  void sparkKnowsTheProperties(Path file) throws IOException {
    assertThat(PROPERTY.matcher(Files.readString(file)).results().map(MatchResult::group))
        .filteredOn(name -> !name.matches("spark\\.read\\..*"))
        .allMatch(DeployTest::known);
  }

  @ParameterizedTest
  @MethodSource("propertyFiles")
  void aReasonStandsBesideEachValue(Path file) throws IOException {
    String text = Files.readString(file).replaceFirst("(#.*\\n)+\\n", ""); // the file's own words
    for (String block : text.split("\\n\\n")) {
      assertThat(block).as("%s", file).startsWith("# ").containsPattern("\\nspark\\.[\\w.]+ +\\S");
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void jobsAndOptionsOfCommandsExist(Path file) throws IOException {
    CommandLine affect = Main.commandLine(Main.pipeline());
    String text = Files.readString(file).replaceAll("\\\\\\n[ #]*", "");
    for (MatchResult command : COMMAND.matcher(text).results().toList()) {
      CommandLine job = affect.getSubcommands().get(command.group(1));
      assertThat(job).as(command.group()).isNotNull();
      assertThat(
              Arrays.stream(command.group(2).split(" "))
                  .takeWhile(word -> !word.equals("--"))
                  .filter(word -> word.startsWith("--")))
          .as(command.group())
          .allMatch(option -> job.getCommandSpec().optionsMap().containsKey(option));
    }
  }
}
