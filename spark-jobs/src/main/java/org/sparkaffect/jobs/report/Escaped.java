package org.sparkaffect.jobs.report;

/** Text that is not our own, such as the names of clips, made harmless. */
final class Escaped {
  private Escaped() {}

  /** For HTML that is XML too, in text and in attributes in double quotes. */
  static String html(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(character -> escaped.append(html(character)));
    return escaped.toString();
  }

  private static String html(int character) {
    return switch (character) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      default -> visible(character);
    };
  }

  /** For Markdown, in one line, in the cell of a table too. */
  static String markdown(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(character -> escaped.append(markdown(character)));
    return escaped.toString();
  }

  private static String markdown(int character) {
    return switch (character) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '\\', '`', '*', '_', '[', ']', '|', '#', '~', '!', '$' -> "\\" + (char) character;
      default -> visible(character);
    };
  }

  /**
   * A character, or what stands for one that XML cannot have or that changes what is read around
   * it: control characters, half a pair of UTF-16, marks of the direction of writing.
   */
  private static String visible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> " ";
      case Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> "\ufffd";
      default -> Character.toString(character);
    };
  }
}
