// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

/**
 * A value without parts.
 *
 * @param kind what the format takes it for
 * @param text its text, unquoted; for YAML 1.1 booleans as written ({@code yes})
 * @param line the line, from 1 on
 * @param column the column, from 1 on
 */
record ScalarValue(ScalarKind kind, String text, int line, int column) implements ManifestValue {
  private static final int SHOWN = 60;

  boolean isNull() {
    return kind == ScalarKind.NULL;
  }

  @Override
  public long size() {
    return 1;
  }

  @Override
  public String describe() {
    return switch (kind) {
      case STRING -> quoted(text);
      case NULL -> "null";
      case INTEGER, FLOAT, BOOLEAN -> shortened(text);
    };
  }

  /** The text in quotes, on one line, and not too long to read. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    String shown = shortened(text);
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      if (c == '\n') {
        out.append("\\n");
      } else if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (Character.isISOControl(c)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 1) + '…';
  }
}
