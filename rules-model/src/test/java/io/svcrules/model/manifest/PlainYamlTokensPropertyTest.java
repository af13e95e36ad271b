// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** The parser of plain YAML reads what it does not refuse exactly as the complete one does. */
class PlainYamlTokensPropertyTest {
  private static final String PLAIN =
      """
      # a comment
      apiVersion: v1
      items:
      - apiVersion: v1   # another
        kind: Service
        metadata:
          annotations:
            "quoted: key": 'it''s'
            text: |
              several
                lines

              # no comment
            strip: |-
              a
              b
            keep: |+
              a

          labels: {a: b, "c": "d\\n\\"e\\"", f: [], g: {}, h: [1, [2, {i: j}]]}
          name: w\u00e4b-1
        spec:
          clusterIP: 10.96.0.1
          clusterIPs:
          - 10.96.0.1
          - 2001:db8::1
          empty:
          ports:
            - name: http
              port: 80
              numbers: [-1, 0, 1.2.3.4/24, yes, ~, null, abc:d, a b]
            -
              port: 81
            - - nested
              - x: y
                z: w
            -
          selector:
      - kind: x
      kind: List
      ---
      ---
      scalar
      ---
      - [a, b]
      - "x"
      """;

  /** The tokens with their texts and places; null if the parser refuses. */
  private static List<String> read(Tokens tokens) {
    List<String> all = new ArrayList<>();
    try {
      for (JsonToken t = tokens.next(); t != null; t = tokens.next()) {
        boolean texted =
            t == JsonToken.FIELD_NAME || (t.isScalarValue() && t != JsonToken.VALUE_NULL);
        String place = t.isStructEnd() ? "" : tokens.line() + ":" + tokens.column() + " ";
        String extra = tokens.isAlias() || anchored(tokens, t) ? " anchored" : "";
        all.add(place + t + (texted ? " " + tokens.text() : "") + extra);
      }
      return all;
    } catch (IOException e) {
      return null;
    }
  }

  private static boolean anchored(Tokens tokens, JsonToken token) throws IOException {
    return token != JsonToken.FIELD_NAME && !token.isStructEnd() && tokens.anchor() != null;
  }

  /** Whether the plain parser took the text. */
  private static boolean check(byte[] bytes) throws IOException {
    FileText text;
    try {
      text = FileText.read(new ByteArrayInputStream(bytes));
    } catch (ManifestSyntaxException e) {
      return false;
    }
    if (text.hasOddCharacters()) {
      return false;
    }
    List<String> plain = read(new PlainYamlTokens(text));
    if (plain != null) {
      assertEquals(read(YamlTokens.of(text)), plain, () -> text.decode());
    }
    return plain != null;
  }

  // A comparison of texts that all are refused would prove nothing.
  private static void count(boolean plain) {
    Statistics.collect(plain);
    Statistics.coverage(coverage -> coverage.check(true).percentage(share -> share > 5));
  }

  @Property(tries = 1)
  void allThatKubernetesToolsPrintIsPlain() throws IOException {
    assertTrue(check(PLAIN.getBytes(StandardCharsets.UTF_8)));
    assertTrue(check(PLAIN.stripTrailing().getBytes(StandardCharsets.UTF_8)));
  }

  @Property(tries = 20_000)
  void mutatedPlainTextIsReadAsTheCompleteParserReadsIt(@ForAll Random random) throws IOException {
    count(check(Mutations.of(PLAIN, random)));
  }

  @Property(tries = 5_000)
  void mutatedManifestsAreReadAsTheCompleteParserReadsThem(@ForAll Random random)
      throws IOException {
    count(check(Mutations.of(ClusterTexts.yamlDocuments().get(random.nextInt(3)), random)));
  }

  @Property(tries = 20_000)
  void piecesOfSyntaxAreReadAsTheCompleteParserReadsThem(@ForAll Random random) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i >= 0; i--) {
      text.append(Mutations.piece(random)).append(random.nextInt(3) == 0 ? "\n" : "");
    }
    count(check(text.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
