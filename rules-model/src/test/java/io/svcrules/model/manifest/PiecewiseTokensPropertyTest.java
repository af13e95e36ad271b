// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Pieces read by several threads are the whole, or nothing. */
class PiecewiseTokensPropertyTest {
  private static final int PIECE_BYTES = 150;

  @Property(tries = 10_000)
  void piecesOfADamagedListAreTheWholeOrNothing(@ForAll Random random) throws IOException {
    check(text(Mutations.of(list(random), random)));
  }

  @Property(tries = 200)
  void aListAsItIsPrintedIsReadInPieces(@ForAll Random random) throws IOException {
    FileText list = text(list(random).getBytes(StandardCharsets.UTF_8));
    assertTrue(check(list), list.decode());
  }

  @Example
  void quotesAcrossItemsAreNoPieces() throws IOException {
    String item = "- a: \"" + "x".repeat(PIECE_BYTES) + "\n";
    assertFalse(
        check(text(("items:\n" + item + item + item + item).getBytes(StandardCharsets.UTF_8))));
  }

  @Example
  void aListWithinAnotherIsNotTakenForIt() throws IOException {
    String item = "- " + "x".repeat(PIECE_BYTES) + "\n";
    String text = "x:\n  - \"\nitems:\n" + item + "\"\n" + item + item + item;
    check(text(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Example
  void anchorsNeedTheWhole() throws IOException {
    String pad = "  b: " + "x".repeat(PIECE_BYTES) + "\n";
    String text = "items:\n- a: &a 1\n" + pad + "- a: *a\n" + pad + "- a: 2\n" + pad;
    assertFalse(check(text(text.getBytes(StandardCharsets.UTF_8))));
  }

  /** Whether the text was read in pieces; fails if these say anything else than the whole. */
  private static boolean check(FileText text) throws IOException {
    if (text == null) {
      return false;
    }
    Optional<Tokens> pieces = PiecewiseTokens.of(text, PIECE_BYTES);
    if (pieces.isEmpty()) {
      return false;
    }
    List<String> read;
    try (Tokens tokens = pieces.get()) {
      read = all(tokens);
    } catch (CutException e) {
      return false;
    }
    try (Tokens whole = YamlTokens.of(text)) {
      assertEquals(String.join("\n", all(whole)), String.join("\n", read), text.decode());
    }
    return true;
  }

  private static List<String> all(Tokens tokens) throws IOException {
    List<String> all = new ArrayList<>();
    for (JsonToken token = tokens.next(); token != null; token = tokens.next()) {
      boolean named = token == JsonToken.FIELD_NAME || token.isScalarValue();
      String text = named ? tokens.text() : "";
      // Something ends where the next thing starts, which a piece may not know; nobody asks.
      String place = token.isStructEnd() ? "" : tokens.line() + ":" + tokens.column();
      all.add(place + " " + token + " " + text);
    }
    return all;
  }

  /** What is no UTF-8 is none of our business: null. */
  private static FileText text(byte[] bytes) throws IOException {
    try {
      return FileText.read(new ByteArrayInputStream(bytes));
    } catch (ManifestSyntaxException e) {
      return null;
    }
  }

  private static String list(Random random) {
    String indent = " ".repeat(2 * random.nextInt(2));
    StringBuilder text = new StringBuilder("apiVersion: v1\nitems:\n");
    for (int i = 0; i < 24; i++) {
      text.append(item(random).indent(indent.length()));
    }
    text.append(random.nextBoolean() ? "kind: List\nmetadata:\n  resourceVersion: \"\"\n" : "");
    return text.append(random.nextInt(4) == 0 ? "---\nkind: Node\n" : "").toString();
  }

  private static String item(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> "- kind: Service\n  spec:\n    ports:\n    - port: 80\n    - port: 0x1f\n";
      case 1 -> "- note: |\n    - a\n\n    # b\n  empty:\n  \"quoted\": 'x'\n";
      case 2 -> "- {a: [1, 2.5, null, ~, yes], b: é}\n# between\n";
      case 3 -> "- - nested\n  - list\n- plain\n";
      default -> "- text: many\n    words\n  folded: >-\n    x\n    y\n\n";
    };
  }
}
