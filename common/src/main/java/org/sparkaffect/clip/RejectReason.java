package org.sparkaffect.clip;

/** Why a clip gave no row: the closed list of column {@code rejects.reason}. */
public enum RejectReason {
  /** The file is not there. */
  NOT_FOUND("the file is not there"),
  /** The file system failed while the file was read. */
  UNREADABLE("the file system failed while the file was read"),
  /** The file has no bytes. */
  EMPTY("the file has no bytes"),
  /** The bytes are of no media format that is taken. */
  NOT_MEDIA("the bytes are of no media format that is taken"),
  /** The file is a playlist, or its streams lie in other files. */
  EXTERNAL_REFERENCE("the file is a playlist, or its streams lie in other files"),
  /** The format is known, but its structure or its streams cannot be decoded. */
  CORRUPT("the structure or the streams cannot be decoded"),
  /** The data end before the length that the file states. */
  TRUNCATED("the data end before the length that the file states"),
  /** The file has no video stream, or not one picture in it. */
  NO_VIDEO("there is no video stream, or not one picture in it"),
  /** No face in any of the frames that were looked at. */
  NO_FACE("there is no face in any of the frames that were looked at"),
  /** The file is longer than {@code media.max-duration}. */
  TOO_LONG("the file is longer than media.max-duration"),
  /** A frame has more pixels than {@code media.max-pixels}. */
  TOO_LARGE("a frame has more pixels than media.max-pixels"),
  /** Decoding took more wall time than {@code media.max-time}. */
  TOO_SLOW("decoding took more wall time than media.max-time"),
  /** The clip starts at or after the file's end. */
  OUT_OF_FILE("the clip starts at or after the file's end"),
  /** A bug here, met with this clip; the log has its stack trace. */
  INTERNAL_ERROR("a bug here, met with this clip; the log has its stack trace");

  private final String meaning;

  RejectReason(String meaning) {
    this.meaning = meaning;
  }

  /** A half-sentence for people. */
  public String meaning() {
    return meaning;
  }
}
