package org.sparkaffect.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.sparkaffect.media.Recording.fixture;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;

/** Files that name others: a pipe that tells when it is opened, and a server that counts. */
@Timeout(20)
class ExternalReferenceTest {
  @TempDir Path folder;
  private Path pipe;
  private HttpServer server;
  private final CountDownLatch opened = new CountDownLatch(1);
  private final AtomicInteger requests = new AtomicInteger();
  private Thread writer;

  @BeforeEach
  void listen() throws Exception {
    pipe = folder.resolve("pipe.ts");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    writer = new Thread(this::waitForReader);
    writer.start();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
  }

  /** To open a pipe for writing takes until somebody opens it for reading. */
  private void waitForReader() {
    try {
      Files.newOutputStream(pipe).close();
      opened.countDown();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() throws Exception {
    server.stop(0);
    if (opened.getCount() > 0) {
      Files.newInputStream(pipe).close();
    }
    writer.join();
  }

  private String lists(String kind) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/a.ts";
    String media = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n%s\n#EXT-X-ENDLIST\n";
    return switch (kind) {
      case "ffconcat" -> "ffconcat version 1.0\nfile " + pipe + "\n";
      case "ffconcat after a mark" -> "\uFEFFffconcat version 1.0\nfile " + pipe + "\n";
      case "hls file" -> media.formatted(pipe.toUri());
      case "hls http" -> media.formatted(url);
      case "hls master" -> "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n" + url + "\n";
      case "dash" ->
          """
          <?xml version="1.0"?>
          <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011"
               mediaPresentationDuration="PT2S"><Period><AdaptationSet mimeType="video/mp4">
          <Representation id="1" bandwidth="1"><BaseURL>%s</BaseURL></Representation>
          </AdaptationSet></Period></MPD>
          """
              .formatted(url);
      case "dash after a long comment" ->
          lists("dash").replaceFirst("\n", "\n<!--" + " ".repeat(5000) + "-->\n");
      case "sdp" ->
          "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\n";
      case "sdp without its head" -> "c=IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\n";
      case "asx" -> "<ASX version=\"3.0\"><Entry><Ref href=\"" + url + "\"/></Entry></ASX>\n";
      case "pls" -> "[playlist]\nFile1=" + url + "\n";
      case "smil" -> "<smil><body><video src=\"" + url + "\"/></body></smil>\n";
      default -> throw new IllegalArgumentException(kind);
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ffconcat",
        "ffconcat after a mark",
        "hls file",
        "hls http",
        "hls master",
        "dash",
        "dash after a long comment",
        "sdp",
        "sdp without its head",
        "asx",
        "pls",
        "smil"
      })
  void aListOfOtherFilesIsRejectedAndNoneIsOpened(String kind) throws Exception {
    Path list = Files.writeString(folder.resolve("film.mp4"), lists(kind));

    assertRejected(list);
    assertNothingWasOpened();
  }

  @ParameterizedTest
  @CsvSource({"ffconcat, concat", "hls file, hls"})
  void plainFfmpegOpensThePipe(String kind, String format) throws Exception {
    Path list = Files.writeString(folder.resolve("film.mp4"), lists(kind));

    openPlainly(list, format, Map.of("safe", "0"));

    assertThat(opened.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void plainFfmpegAsksTheServer() throws Exception {
    Path list = Files.writeString(folder.resolve("film.mp4"), lists("hls http"));

    openPlainly(list, "hls", Map.of("protocol_whitelist", "file,http,tcp"));

    assertThat(requests).hasPositiveValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"alis", "url "})
  void aFilmWhoseSamplesLieElsewhereIsRejected(String type) throws Exception {
    byte[] reference = type.equals("alis") ? alias(pipe) : url(pipe.toUri().toString());
    Path film = withReference(Bytes.concat(Bytes.ints(0), reference), type);

    assertRejected(film);
    assertNothingWasOpened();
  }

  @Test
  void plainFfmpegFollowsTheAlias() throws Exception {
    Path film = withReference(Bytes.concat(Bytes.ints(0), alias(pipe)), "alis");

    openPlainly(film, "mov", Map.of("enable_drefs", "1", "use_absolute_path", "1"));

    assertThat(opened.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1, file:///elsewhere", // says that it is in the file itself, whatever it adds
    "0, ''", // says that it is elsewhere, but not where, as careless writers do
  })
  void aReferenceToTheFilmItselfIsNone(int flags, String location) throws Exception {
    byte[] reference = location.isEmpty() ? new byte[0] : url(location);
    Path film = withReference(Bytes.concat(Bytes.ints(flags), reference), "url ");

    assertThat(Recording.of(film).decoded).hasSize(3);
  }

  /** A film with another data reference; the media data come before it and stay in place. */
  private Path withReference(byte[] flagsAndData, String type) throws IOException {
    byte[] film = Files.readAllBytes(fixture("wide.mov"));
    byte[] self = Bytes.box("url ", Bytes.ints(1));
    byte[] other = Bytes.box(type, flagsAndData);
    for (String box : new String[] {"dref", "dinf", "minf", "mdia", "trak", "moov"}) {
      film = Bytes.grown(film, box, other.length - self.length);
    }
    return Files.write(folder.resolve("film.mov"), Bytes.replaced(film, self, other));
  }

  private static byte[] url(String location) {
    return (location + "\0").getBytes(StandardCharsets.US_ASCII);
  }

  /** An alias record as FFmpeg reads it: names that it skips, then the absolute path. */
  private static byte[] alias(Path target) {
    byte[] path = target.toString().getBytes(StandardCharsets.US_ASCII);
    byte[] even = Arrays.copyOf(path, path.length + path.length % 2);
    byte[] pathRecord = Bytes.concat(Bytes.ints(2 << 16 | even.length), even);
    return Bytes.concat(new byte[150], pathRecord, Bytes.ints(-1 << 16));
  }

  private static void openPlainly(Path file, String format, Map<String, String> options) {
    av_log_set_level(AV_LOG_QUIET);
    AVFormatContext context = avformat_alloc_context();
    AVDictionary dictionary = new AVDictionary();
    options.forEach((name, value) -> av_dict_set(dictionary, name, value, 0));
    av_dict_set(dictionary, "allowed_extensions", "ALL", 0);
    av_dict_set(dictionary, "extension_picky", "0", 0);
    avformat_open_input(context, file.toString(), av_find_input_format(format), dictionary);
    av_dict_free(dictionary);
    avformat_close_input(context);
  }

  private static void assertRejected(Path file) {
    assertThatThrownBy(() -> Recording.of(file))
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.EXTERNAL_REFERENCE));
  }

  private void assertNothingWasOpened() throws InterruptedException {
    assertThat(opened.await(50, TimeUnit.MILLISECONDS)).isFalse();
    assertThat(requests).hasValue(0);
  }
}
