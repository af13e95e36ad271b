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
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Pieces read by several threads are the whole, or nothing. */
class CutListPropertyTest {
  private static final int PIECE_BYTES = 150;

  /** What manifests are full of. */
  private static final List<String> USUAL =
      List.of(
          "80",
          "0",
          "10.96.0.1",
          "10.0.0.0/8",
          "fd00::1",
          "web",
          "node-1",
          "true",
          "null",
          "\"\"",
          "''",
          "TCP",
          "\"2024-01-02T03:04:05Z\"",
          "2024-01-02T03:04:05Z",
          "app=web",
          "a/b",
          "");

  private static final List<String> SCALARS =
      List.of(
          "",
          "80",
          "007",
          "0x1f",
          "0b11",
          "0o7",
          "1_000",
          "1.5",
          "1e3",
          "1.5e+3",
          ".5",
          ".inf",
          "-.INF",
          ".nan",
          "+1",
          "-1",
          "190:20:30",
          "190:20:30.15",
          "2024-01-02",
          "2001:1:2:3",
          "=",
          "<<",
          "~",
          "null",
          "Null",
          "true",
          "TRUE",
          "yes",
          "on",
          "Off",
          "n",
          "10.0.0.1",
          "a.b",
          "1::2",
          "!!str 80",
          "!!int '8'",
          "! 80",
          "'80'",
          "\"x\"",
          "[1]",
          "{a: 1}",
          "- a",
          "? a");

  private static final String SCALAR_CHARACTERS = "01789abefxXo_.:+-~nNyYtT =!'\"#";

  @Property(tries = 10_000)
  void piecesOfADamagedYamlListAreTheWholeOrNothing(@ForAll Random random) throws IOException {
    check(text(Mutations.of(yaml(random), random)));
  }

  @Property(tries = 10_000)
  void piecesOfADamagedJsonListAreTheWholeOrNothing(@ForAll Random random) throws IOException {
    check(text(Mutations.of(json(random), random)));
  }

  @Property(tries = 200)
  void aListAsItIsPrintedIsReadInPieces(@ForAll Random random) throws IOException {
    for (String list : List.of(yaml(random), json(random))) {
      assertTrue(check(text(list.getBytes(StandardCharsets.UTF_8))), list);
    }
  }

  @Property(tries = 5_000)
  void aPlainScalarIsWhatTheWholeTakesItFor(@ForAll Random random) throws IOException {
    StringBuilder scalar = new StringBuilder(SCALARS.get(random.nextInt(SCALARS.size())));
    for (int i = random.nextInt(4); i > 0; i--) {
      char c = SCALAR_CHARACTERS.charAt(random.nextInt(SCALAR_CHARACTERS.length()));
      scalar.insert(random.nextInt(scalar.length() + 1), c);
    }
    String pad = "  b: " + "x".repeat(PIECE_BYTES) + "\n";
    check(text("items:\n- a: 1\n" + pad + "- a: " + scalar + "\n" + pad + "- a: 2\n" + pad));
  }

  @Example
  void scalarsOfManifestsAreReadInPieces() throws IOException {
    String pad = "  b: " + "x".repeat(PIECE_BYTES) + "\n";
    for (String scalar : USUAL) {
      String text = "items:\n- a: 1\n" + pad + "- a: " + scalar + "\n" + pad;
      assertTrue(check(text(text)), scalar);
    }
  }

  @Example
  void quotesAcrossItemsAreNoPieces() throws IOException {
    String item = "- a: \"" + "x".repeat(PIECE_BYTES) + "\n";
    assertFalse(check(text("items:\n" + item + item + item + item)));
  }

  @Example
  void aListWithinAnotherIsNotTakenForIt() throws IOException {
    String item = "- " + "x".repeat(PIECE_BYTES) + "\n";
    check(text("x:\n  - \"\nitems:\n" + item + "\"\n" + item + item + item));
  }

  @Example
  void anchorsNeedTheWhole() throws IOException {
    String pad = "  b: " + "x".repeat(PIECE_BYTES) + "\n";
    assertFalse(check(text("items:\n- a: &a 1\n" + pad + "- a: *a\n" + pad + "- a: 2\n" + pad)));
  }

  @Example
  void aJsonListDeeperDownIsNotTakenForIt() throws IOException {
    String item = "{\"a\": \"" + "x".repeat(PIECE_BYTES) + "\"}";
    String list = "\"items\": [" + item + ", " + item + "]";
    assertFalse(check(text("{\"spec\": {" + list + "}}")));
    assertTrue(check(text("{\"spec\": {" + list + "}, \"items\" : [" + item + "," + item + "]}")));
    assertTrue(check(text("{\"a\": \"items\", " + list + "} {" + list + "}")));
  }

  /** Whether the text was read in pieces; fails if these say anything else than the whole. */
  private static boolean check(FileText text) throws IOException {
    if (text == null) {
      return false;
    }
    boolean json = text.looksLikeJson();
    Optional<CutList> list =
        json ? JsonCutter.cut(text, PIECE_BYTES) : YamlCutter.cut(text, PIECE_BYTES);
    if (list.isEmpty()) {
      return false;
    }
    List<String> read = new ArrayList<>();
    try (Tokens tokens = ListTokens.of(list.get())) {
      addAll(tokens, read);
    } catch (IOException e) {
      return false;
    }
    List<String> whole = new ArrayList<>();
    try (Tokens tokens = json ? JsonTokens.of(text) : YamlTokens.of(text)) {
      addAll(tokens, whole);
    }
    assertEquals(String.join("\n", whole), String.join("\n", read), text.decode());
    return true;
  }

  private static void addAll(Tokens tokens, List<String> all) throws IOException {
    for (JsonToken token = tokens.next(); token != null; token = tokens.next()) {
      add(tokens, token, all);
      if (tokens.pieces().isPresent()) {
        CutList list = tokens.pieces().get();
        for (Iterator<Piece> pieces = list.pieces(); pieces.hasNext(); ) {
          addPiece(list, pieces.next(), all);
        }
      }
    }
  }

  private static void addPiece(CutList list, Piece piece, List<String> all) throws IOException {
    try (Tokens items = list.items(piece)) {
      int depth = 0;
      int count = 0;
      for (JsonToken token = items.next(); depth >= 0; token = items.next()) {
        count += depth == 0 && !token.isStructEnd() ? 1 : 0;
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth >= 0) {
          add(items, token, all);
        }
      }
      CutException.unless(count == piece.items() && items.next() == null);
    }
  }

  private static void add(Tokens tokens, JsonToken token, List<String> all) throws IOException {
    boolean named = token == JsonToken.FIELD_NAME || token.isScalarValue();
    String text = named ? tokens.text() : "";
    // Something ends where the next thing starts, which a piece may not know; nobody asks.
    String place = token.isStructEnd() ? "" : tokens.line() + ":" + tokens.column();
    all.add(place + " " + token + " " + text);
  }

  private static FileText text(String text) throws IOException {
    return text(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What is no UTF-8 is none of our business: null. */
  private static FileText text(byte[] bytes) throws IOException {
    try {
      return FileText.read(new ByteArrayInputStream(bytes));
    } catch (ManifestSyntaxException e) {
      return null;
    }
  }

  private static String yaml(Random random) {
    String indent = " ".repeat(2 * random.nextInt(2));
    StringBuilder text = new StringBuilder("apiVersion: v1\nitems:\n");
    for (int i = 0; i < 24; i++) {
      text.append(yamlItem(random).indent(indent.length()));
    }
    text.append(random.nextBoolean() ? "kind: List\nmetadata:\n  resourceVersion: \"\"\n" : "");
    return text.append(random.nextInt(4) == 0 ? "---\nkind: Node\n" : "").toString();
  }

  private static String yamlItem(Random random) {
    return switch (random.nextInt(7)) {
      case 5 -> "- [10.0.0.1, 10.0.0.0/8, 2024-01-02T03:04:05Z, fd00::1, 2001:db8::1, a b]\n";
      case 6 -> "- {'yes': yes, No: off, n: y, t: True, f: FALSE, e: '', 80: null, x: ~x, m: <<}\n";
      case 0 -> "- kind: Service\n  spec:\n    ports:\n    - port: 80\n    - port: 8080\n";
      case 1 -> "- note: |\n    - a\n\n    # b\n  empty:\n  \"quoted\": 'x'\n";
      case 2 -> "- {a: [1, 2.5, null, ~, yes], b: é}\n# between\n";
      case 3 -> "- - nested\n  - list\n- plain\n";
      default -> "- text: many\n    words\n  folded: >-\n    x\n    y\n\n";
    };
  }

  private static String json(Random random) {
    String line = random.nextBoolean() ? "\n" : "";
    StringBuilder text = new StringBuilder("{\"apiVersion\": \"v1\"," + line + "\"items\": [");
    for (int i = 0; i < 24; i++) {
      text.append(i == 0 ? "" : " ,").append(line).append(jsonItem(random));
    }
    text.append(line).append(random.nextBoolean() ? "], \"kind\": \"List\"}" : "]}");
    return text.append(random.nextInt(4) == 0 ? " {\"kind\": \"Node\"}" : "").toString();
  }

  private static String jsonItem(Random random) {
    return switch (random.nextInt(5)) {
      case 0 ->
          "{\"kind\": \"Service\", \"spec\": {\"ports\": [{\"port\": 80}, {\"port\": -1.5e3}]}}";
      case 1 -> "{\"note\": \"],[}{ \\\" \\\\\", \"é𝄞\": null}";
      case 2 -> "[1, 2.5,\n  null, true, []]";
      case 3 -> "\"plain\"";
      default -> "{\"a\":\t{},\n\"items\": [{}, {}]}";
    };
  }
}
