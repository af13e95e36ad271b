// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.model.Manifests;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ManifestOrderPropertyTest {
  private static final Manifests EXPECTED =
      ManifestReader.read(
              List.of(
                  ManifestSource.ofText("a.yaml", ClusterTexts.yaml()),
                  ManifestSource.ofText("b.json", ClusterTexts.json())))
          .manifests();

  @Property(tries = 200)
  void orderAndDistributionOfDocumentsNeverChangeTheManifests(@ForAll Random random) {
    List<String> documents = ClusterTexts.yamlDocuments();
    documents.addAll(ClusterTexts.jsonDocuments());
    documents.add(documents.get(random.nextInt(documents.size())));
    Collections.shuffle(documents, random);
    List<ManifestSource> sources = new ArrayList<>();
    StringBuilder file = new StringBuilder();
    for (String document : documents) {
      file.append("---\n").append(document);
      if (random.nextBoolean()) {
        sources.add(ManifestSource.ofText("f" + sources.size(), file.toString()));
        file.setLength(0);
      }
    }
    sources.add(ManifestSource.ofText("last", file.toString()));
    ManifestReading reading = ManifestReader.read(sources);
    assertEquals(List.of(), severe(reading));
    assertEquals(EXPECTED, reading.manifests());
  }

  private static List<Problem> severe(ManifestReading reading) {
    return reading.problems().stream().filter(p -> p.severity() != Severity.WARNING).toList();
  }

  @Property(tries = 1)
  void theClusterHoldsWhatItsTextsSay() {
    assertEquals(4, EXPECTED.services().size());
    assertEquals(4, EXPECTED.slices().size());
    assertEquals(1, EXPECTED.nodes().size());
  }
}
