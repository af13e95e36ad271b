// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.util.regex.Pattern;

/**
 * Something wrong in the input, told so that it can be found and mended.
 *
 * @param severity what becomes of the input
 * @param source the name of the file, as people know it
 * @param document which document of the file, from 1 on; 0 if the problem is the file's
 * @param line the line in the file, from 1 on; 0 if the problem has no place
 * @param column the column, in characters, from 1 on; 0 if the problem has no place
 * @param object kind and name, such as {@code Service default/web}; empty if not known
 * @param path the field, such as {@code spec.ports[2].nodePort}; empty if it is no field's problem
 * @param found what is there; empty if something is missing
 * @param expected what would be right; empty if {@code found} says it all
 */
public record Problem(
    Severity severity,
    String source,
    int document,
    int line,
    int column,
    String object,
    String path,
    String found,
    String expected) {
  private static final Pattern CONTROL =
      Pattern.compile("\\p{Cntrl}+", Pattern.UNICODE_CHARACTER_CLASS);

  /** Control characters become blanks: a problem is one line, and harmless on a terminal. */
  public Problem {
    object = oneLine(object);
    path = oneLine(path);
    found = oneLine(found);
    expected = oneLine(expected);
  }

  private static String oneLine(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return CONTROL.matcher(text).replaceAll(" ");
      }
    }
    return text;
  }

  /** A problem of a whole file. */
  static Problem ofFile(String source, String found) {
    return new Problem(Severity.FATAL, source, 0, 0, 0, "", "", found, "");
  }

  /** A problem that ends the reading of a file. */
  static Problem ofSyntax(String source, int document, int line, int column, String found) {
    return new Problem(Severity.FATAL, source, document, line, column, "", "", found, "");
  }

  /** What is wrong, without where: {@code found …, expected …}. */
  public String message() {
    if (found.isEmpty()) {
      return "missing, expected " + expected;
    }
    return expected.isEmpty() ? found : "found " + found + ", expected " + expected;
  }

  /** One line as compilers write it: place, object, field, what was found, what is expected. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(120).append(source);
    if (line > 0) {
      out.append(':').append(line).append(':').append(column);
    }
    out.append(": ").append(severity == Severity.WARNING ? "warning: " : "");
    if (!object.isEmpty()) {
      out.append(object).append(": ");
    }
    if (!path.isEmpty()) {
      out.append(path).append(": ");
    }
    out.append(message());
    if (document > 0) {
      out.append(" (document ").append(document).append(')');
    }
    return out.toString();
  }
}
