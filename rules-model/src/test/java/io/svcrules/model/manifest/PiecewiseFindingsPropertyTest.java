// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** In how many pieces a list is read, nobody can tell by what is found in it. */
class PiecewiseFindingsPropertyTest {
  private static final int PIECE_BYTES = 400;

  @Property(tries = 200)
  void objectsProblemsAndPlacesOfAListAreTheSame(@ForAll Random random) {
    for (String text : List.of(yaml(random), json(random))) {
      Findings found = check(text.getBytes(StandardCharsets.UTF_8));
      assertTrue(found.services().size() + found.slices().size() > 4, text);
    }
  }

  @Property(tries = 3_000)
  void theyAreTheSameOfADamagedYamlList(@ForAll Random random) {
    check(Mutations.of(yaml(random), random));
  }

  @Property(tries = 3_000)
  void theyAreTheSameOfADamagedJsonList(@ForAll Random random) {
    check(Mutations.of(json(random), random));
  }

  private static Findings check(byte[] bytes) {
    ManifestSource source = new ManifestSource("list", () -> new ByteArrayInputStream(bytes));
    Findings whole = SourceReader.read(source, FieldPlaces.REMEMBERED, Integer.MAX_VALUE / 2);
    Findings pieces = SourceReader.read(source, FieldPlaces.REMEMBERED, PIECE_BYTES);
    assertEquals(whole.problems(), pieces.problems());
    assertEquals(whole.services(), pieces.services());
    assertEquals(whole.slices(), pieces.slices());
    assertEquals(whole.endpoints(), pieces.endpoints());
    assertEquals(whole.nodes(), pieces.nodes());
    assertEquals(whole.skippedKinds(), pieces.skippedKinds());
    return pieces;
  }

  private static String yaml(Random random) {
    List<String> items = some(ClusterTexts.yamlDocuments(), random);
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "kind: List\n" : "# all\n");
    text.append("apiVersion: v1\nitems:\n");
    items.forEach(item -> text.append("- ").append(item.indent(2).substring(2)));
    return text.append(text.charAt(0) == '#' ? "kind: List\n" : "").toString();
  }

  private static String json(Random random) {
    String items = String.join(",\n", some(ClusterTexts.jsonDocuments(), random));
    return random.nextBoolean()
        ? "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [" + items + "]}"
        : "{\"apiVersion\": \"v1\", \"items\": [\n" + items + "\n], \"kind\": \"List\"}\n";
  }

  private static List<String> some(List<String> documents, Random random) {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      items.addAll(documents);
    }
    Collections.shuffle(items, random);
    return items;
  }
}
