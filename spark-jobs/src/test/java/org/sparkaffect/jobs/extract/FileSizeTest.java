package org.sparkaffect.jobs.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.jobs.LocalSpark;
import org.sparkaffect.jobs.TestData;

class FileSizeTest {
  @ParameterizedTest
  @CsvSource({
    "fake:, hostile/text.mp4, 36",
    "file:, hostile/text.mp4, 36",
    "file:, hostile/missing.mp4, 0",
    "fake:, hostile/bug.mp4, 0",
    "nowhere:, hostile/text.mp4, 0",
  })
  void aFileWhoseSizeIsNotToBeHadCountsAsEmpty(String scheme, String file, long bytes) {
    JavaSparkContext spark = new JavaSparkContext(LocalSpark.session().sparkContext());
    FileSize size =
        new FileSize(spark.broadcast(new SerializableConfiguration(new Configuration())));

    assertThat(size.call(new FileClips(scheme + TestData.file(file), List.of(), Stage.ALL)))
        .isEqualTo(bytes);
  }
}
