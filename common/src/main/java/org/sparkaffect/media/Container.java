package org.sparkaffect.media;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which container formats are taken. What only points at other files is not. */
final class Container {
  /** FFmpeg's demuxers of formats that hold their own streams, by their first name. */
  private static final Set<String> TAKEN =
      Set.of(
          "aac",
          "ac3",
          "aiff",
          "amr",
          "asf",
          "au",
          "avi",
          "caf",
          "dv",
          "eac3",
          "flac",
          "flv",
          "h264",
          "hevc",
          "ivf",
          "m4v",
          "matroska",
          "mov",
          "mp3",
          "mpeg",
          "mpegts",
          "mpegvideo",
          "mxf",
          "nut",
          "ogg",
          "rm",
          "w64",
          "wav",
          "wtv");

  /** FFmpeg's demuxers of formats that only say where streams are. */
  private static final Set<String> POINTING = Set.of("concat", "dash", "hls", "imf", "rtsp", "sdp");

  /** How playlists, scripts and session descriptions begin, in lower case. */
  private static final List<String> PLAYLISTS =
      List.of(
          "#extm3u", "ffconcat", "<asx", "[playlist]", "[reference]", "v=0", "rtsptext", "<smil");

  private Container() {}

  static boolean isTaken(String demuxer) {
    return TAKEN.contains(demuxer.split(",", 2)[0]);
  }

  static boolean pointsElsewhere(String demuxer) {
    return POINTING.contains(demuxer);
  }

  /** Whether a file that begins with {@code head} is a list of other files. */
  static boolean isPlaylist(byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading();
    String start = text.toLowerCase(Locale.ROOT);
    boolean manifest = start.startsWith("<?xml") || start.startsWith("<!--");
    return PLAYLISTS.stream().anyMatch(start::startsWith)
        || start.startsWith("<mpd")
        || manifest && (start.contains("<mpd") || start.contains("<smil"));
  }
}
