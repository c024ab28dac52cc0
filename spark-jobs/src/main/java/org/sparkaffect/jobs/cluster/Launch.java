package org.sparkaffect.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code deploy/affect} and the process that it started tell each other. The launcher starts a
 * process again that a signal ended, for as long as each makes progress.
 */
public final class Launch {
  private static final Logger log = LoggerFactory.getLogger(Launch.class);
  private static final String CRASH = "AFFECT_CRASH";
  private static final String PROGRESS = "AFFECT_PROGRESS";
  private static final String BEGIN = "AFFECT_BEGIN";

  private final Map<String, String> environment;

  public Launch() {
    this(System.getenv());
  }

  Launch(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The signal that ended the process before this one, of which this is the continuation. */
  public Optional<String> crash() {
    return Optional.ofNullable(environment.get(CRASH)).filter(signal -> !signal.isEmpty());
  }

  /** When the command was given, of which this process may be a continuation. */
  public Instant begin() {
    return crash().isPresent()
        ? Instant.ofEpochSecond(Long.parseLong(environment.get(BEGIN)))
        : Instant.now();
  }

  /** Tells the launcher that something is done which need not be done again. */
  public void progress() {
    String file = environment.get(PROGRESS);
    if (file != null) {
      try {
        Files.writeString(Path.of(file), ".", StandardOpenOption.APPEND);
      } catch (IOException e) {
        log.warn("the launcher cannot be told of progress: {}", e.toString());
      }
    }
  }

  /** Ends this process with its launcher, so that two never write to one workspace. */
  public void endWithLauncher() {
    if (environment.containsKey(PROGRESS)) {
      ProcessHandle.current()
          .parent()
          .ifPresent(launcher -> launcher.onExit().thenRun(() -> Runtime.getRuntime().halt(137)));
    }
  }
}
