package org.sparkaffect.clip;

/** Why a clip gave no row: the closed list of column {@code rejects.reason}. */
public enum RejectReason {
  /** The file is not there. */
  NOT_FOUND(true),
  /** The file system failed while the file was read. */
  UNREADABLE(true),
  /** The file has no bytes. */
  EMPTY,
  /** The bytes are of no media format that is taken. */
  NOT_MEDIA,
  /** The file is a playlist, or its streams lie in other files. */
  EXTERNAL_REFERENCE,
  /** The format is known, but its structure or its streams cannot be decoded. */
  CORRUPT,
  /** The data end before the length that the file states. */
  TRUNCATED,
  /** The file has no video stream, or not one picture in it. */
  NO_VIDEO,
  /** The file has no sound stream, or the clip less than 60 ms of sound. */
  NO_SOUND,
  /** No face in any of the frames that were looked at. */
  NO_FACE,
  /** The file is longer than {@code media.max-duration}, or its sound than its own limit. */
  TOO_LONG,
  /** A frame has more pixels than {@code media.max-pixels}. */
  TOO_LARGE,
  /** Decoding took more wall time than {@code media.max-time}, or never came back. */
  TOO_SLOW(true),
  /** The clip starts at or after the file's end. */
  OUT_OF_FILE,
  /** The process that had the clip in hand, and no other, died of it: the second such death. */
  DECODER_CRASHED,
  /** A bug here, met with this clip; the log has its stack trace. */
  INTERNAL_ERROR;

  private final boolean passing;

  RejectReason() {
    this(false);
  }

  RejectReason(boolean passing) {
    this.passing = passing;
  }

  /** Whether the reason may be gone at another time, with the file and the settings as they are. */
  public boolean passing() {
    return passing;
  }
}
