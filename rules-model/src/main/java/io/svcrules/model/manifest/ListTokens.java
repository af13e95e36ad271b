// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tokens of a text with a long list in pieces. Between the start and the end of the list there
 * are none: whoever reads it takes the pieces.
 */
final class ListTokens implements Tokens {
  private final CutList list;
  private final List<HeadToken> head;
  // None before the list has been read: only then it is known where it ends.
  private Optional<Tokens> tail = Optional.empty();
  private int at = -1;

  private record HeadToken(JsonToken kind, String text, int line, int column) {}

  private ListTokens(CutList list, List<HeadToken> head) {
    this.list = list;
    this.head = head;
  }

  /**
   * Reads what stands before the list.
   *
   * @throws IOException see {@link CutList}
   */
  static ListTokens of(CutList list) throws IOException {
    return new ListTokens(list, readHead(list));
  }

  private static List<HeadToken> readHead(CutList list) throws IOException {
    List<HeadToken> head = new ArrayList<>();
    int depth = 0;
    try (Tokens in = list.head()) {
      for (JsonToken token = in.next(); token != null; token = in.next()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        boolean named = token == JsonToken.FIELD_NAME || token.isScalarValue();
        head.add(new HeadToken(token, named ? in.text() : null, in.line(), in.column()));
      }
    }
    // The list must be the last thing of the mapping which is a document's root.
    int end = head.size() - 1;
    CutException.unless(depth == 0 && end >= 3 && head.get(end).kind() == JsonToken.END_OBJECT);
    CutException.unless(head.get(end - 1).kind() == JsonToken.VALUE_NULL);
    CutException.unless(CutList.NAME.equals(head.get(end - 2).text()));
    return head.subList(0, end - 1);
  }

  /** The list that starts with the current token, if it is the one in pieces. */
  @Override
  public Optional<CutList> pieces() {
    return at == head.size() ? Optional.of(list) : Optional.empty();
  }

  @Override
  public JsonToken next() throws IOException {
    at = Math.min(at + 1, head.size() + 2);
    if (at < head.size()) {
      return head.get(at).kind();
    }
    return switch (at - head.size()) {
      case 0 -> JsonToken.START_ARRAY;
      case 1 -> endOfList();
      default -> tail().next();
    };
  }

  private JsonToken endOfList() throws IOException {
    tail = Optional.of(list.tail());
    return JsonToken.END_ARRAY;
  }

  private Tokens tail() {
    return tail.orElseThrow();
  }

  @Override
  public String text() throws IOException {
    return at < head.size() ? head.get(at).text() : tail().text();
  }

  @Override
  public int line() {
    if (at < head.size()) {
      return head.get(at).line();
    }
    return at == head.size() ? list.line() : tail().line();
  }

  @Override
  public int column() {
    if (at < head.size()) {
      return head.get(at).column();
    }
    return at == head.size() ? list.column() : tail().column();
  }

  @Override
  public boolean hasMergeKeys() {
    return list.hasMergeKeys();
  }

  @Override
  public void close() throws IOException {
    if (tail.isPresent()) {
      tail().close();
    }
  }
}
