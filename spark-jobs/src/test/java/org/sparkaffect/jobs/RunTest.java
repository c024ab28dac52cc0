package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;

class RunTest {
  private final List<String> calls = new ArrayList<>();
  private final Settings settings = Settings.load(null, Map.of("manifest", "list.csv"));

  /** Notes its calls; fails in {@code fails}, "check" or "run". */
  private record Step(String name, String fails, List<String> calls) implements Job {
    @Override
    public void check(Settings settings) {
      call("check");
    }

    @Override
    public void run(Settings settings, SparkSession spark) {
      call("run");
    }

    private void call(String what) {
      calls.add(what + " " + name);
      if (what.equals(fails)) {
        throw new InputException(name + " fails");
      }
    }
  }

  private Run run(String failsInSecond) {
    return new Run(
        List.of(
            new Step("first", "", calls),
            new Step("second", failsInSecond, calls),
            new Step("third", "", calls)));
  }

  @Test
  void checksAllJobsThenRunsThemInOrder() throws Exception {
    Run run = run("");
    run.check(settings);
    run.run(settings, null);

    assertThat(calls)
        .containsExactly(
            "check first", "check second", "check third", "run first", "run second", "run third");
  }

  @Test
  void endsWithTheFirstJobThatFails() {
    assertThatThrownBy(() -> run("run").run(settings, null)).hasMessage("second fails");
    assertThat(calls).containsExactly("run first", "run second");
  }

  @Test
  void refusesTheSettingsOfALaterJobAtOnce() {
    assertThatThrownBy(() -> run("check").check(settings)).hasMessage("second fails");
    assertThat(calls).containsExactly("check first", "check second");
  }

  @Test
  void needsAManifest() {
    assertThatThrownBy(() -> run("").check(Settings.load(null, Map.of())))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("manifest has no value");
  }
}
