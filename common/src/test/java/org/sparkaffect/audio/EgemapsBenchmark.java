package org.sparkaffect.audio;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many times faster than real time a minute of speech is described, on one thread.
 *
 * <pre>
 * mvn -pl common test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * cd common
 * java -cp target/test-classes:target/classes:$(cat target/classpath) org.openjdk.jmh.Main Egemaps
 * </pre>
 *
 * With {@code -jvmArgsAppend -XX:TieredStopAtLevel=1} as the embedded Spark compiles.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class EgemapsBenchmark {
  private static final int SECONDS = 60;

  private final Egemaps egemaps = new Egemaps();
  private final short[] speech = speech();

  private static short[] speech() {
    short[] minute = new short[SECONDS * Egemaps.RATE];
    short[] sentence = Reference.of("slt").samples();
    for (int at = 0; at < minute.length; at += sentence.length) {
      System.arraycopy(sentence, 0, minute, at, Math.min(sentence.length, minute.length - at));
    }
    return minute;
  }

  @Benchmark
  @OperationsPerInvocation(SECONDS)
  public Optional<Voice> secondsOfSpeech() {
    return egemaps.of(speech, speech.length);
  }
}
