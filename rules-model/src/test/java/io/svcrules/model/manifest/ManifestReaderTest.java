// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import static io.svcrules.model.manifest.ManifestTexts.problems;
import static io.svcrules.model.manifest.ManifestTexts.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.model.Service;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestReaderTest {
  private static final String A =
      "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{port: 80}]}}";
  private static final String B = A.replace("name: a", "name: b");
  private static final String JSON_A =
      "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"a\"},"
          + "\"spec\":{\"ports\":[{\"port\":80}]}}";

  private static List<String> services(String text) {
    return read(text).manifests().services().stream()
        .map(Service::name)
        .map(name -> name.name())
        .toList();
  }

  private static ManifestReading readBytes(byte[] bytes) {
    return ManifestReader.read(
        List.of(new ManifestSource("web.yaml", () -> new ByteArrayInputStream(bytes))));
  }

  @Test
  void documentsAreCountedEmptyOnesToo() {
    assertEquals(List.of("a", "b"), services(A + "\n---\n---\n# nothing\n---\n" + B + "\n"));
    assertEquals(
        List.of(
            "web.yaml:3:5: found \"oops\", expected a mapping with apiVersion, kind and metadata"
                + " (document 3)"),
        problems("---\n---\n--- oops\n"));
  }

  @Test
  void itemsMayComeBeforeTheKindOfTheList() {
    assertEquals(
        List.of("a", "b"),
        services("apiVersion: v1\nitems:\n- " + A + "\n- " + B + "\nkind: List\nmetadata: {}\n"));
    assertEquals(
        List.of("a", "b"),
        services("kind: List\napiVersion: v1\nitems:\n- " + A + "\n- " + B + "\n"));
  }

  @Test
  void itemsOfATypedListNeedNotSayWhatTheyAre() {
    String items = "items:\n- metadata: {name: a}\n  spec: {ports: [{port: 80}]}\n- " + B + "\n";
    assertEquals(List.of("a", "b"), services("kind: ServiceList\napiVersion: v1\n" + items));
    assertEquals(List.of("a", "b"), services("apiVersion: v1\n" + items + "kind: ServiceList\n"));
    assertEquals(
        List.of(
            "web.yaml:4:3: items[0]: kind: missing, expected the kind of the object (document 1)",
            "web.yaml:4:3: items[0]: apiVersion: missing, expected the API version, such as \"v1\""
                + " (document 1)"),
        problems("kind: List\napiVersion: v1\n" + items));
  }

  @Test
  void listsWithinListsAreRead() {
    assertEquals(
        List.of("a"),
        services(
            "{kind: List, apiVersion: v1, items: [{kind: List, apiVersion: v1, items: ["
                + A
                + "]}]}"));
    assertEquals(
        List.of(
            "web.yaml:1:75: Service at items[0].items[0]: spec.ports: missing, expected at least"
                + " one port (document 1)",
            "web.yaml:1:117: Service at items[0].items[0]: metadata.name: missing, expected the"
                + " name of the object (document 1)"),
        problems(
            "{kind: List, apiVersion: v1, items: [{kind: List, apiVersion: v1, items: ["
                + "{kind: Service, apiVersion: v1, metadata: {}}]}]}"));
  }

  @Test
  void otherKindsAreCounted() {
    String other = "---\n{apiVersion: %s, kind: %s, metadata: 5, spec: [x]}\n";
    String text =
        String.format(other, "apps/v1", "Deployment")
            + String.format(other, "v1", "Pod")
            + String.format(other, "v1", "Pod")
            + String.format(other, "serving.knative.dev/v1", "Service")
            + "---\n{kind: PodList, apiVersion: v1, items: [{metadata: {}}, {}, {}]}\n";
    ManifestReading reading = read(text);
    assertEquals(List.of(), reading.problems());
    assertEquals(
        Map.of("Deployment.apps", 1, "Pod", 5, "Service.serving.knative.dev", 1),
        reading.skippedKinds());
  }

  @Test
  void anObjectThatOnlyHasItemsIsNoList() {
    ManifestReading reading =
        read(
            "{apiVersion: x/v1, items: ["
                + A
                + "], kind: Menu}\n---\n{apiVersion: x/v1, kind: AllowList}\n");
    assertEquals(List.of(), reading.manifests().services());
    assertEquals(Map.of("Menu.x", 1, "AllowList.x", 1), reading.skippedKinds());
  }

  @Test
  void nearMissesOfKindAndVersionAreTold() {
    assertEquals(
        List.of(
            "web.yaml:1:24: service: kind: found \"service\", expected \"Service\" (document 1)"),
        problems(A.replace("kind: Service", "kind: service")));
    assertEquals(
        List.of(
            "web.yaml:1:14: EndpointSlice: apiVersion: found \"discovery.k8s.io/v1beta1\", expected"
                + " \"discovery.k8s.io/v1\" (document 1)"),
        problems("{apiVersion: discovery.k8s.io/v1beta1, kind: EndpointSlice}"));
    assertEquals(
        List.of("web.yaml:1:1: kind: missing, expected the kind of the object (document 1)"),
        problems("{apiVersion: v1}"));
  }

  @Test
  void jsonIsKnownByItsContent() {
    assertEquals(List.of("a"), services("\n\t " + JSON_A));
    assertEquals(List.of("a", "b"), services(JSON_A + JSON_A.replace("\"a\"", "\"b\"")));
    assertEquals(
        List.of(
            "web.yaml:1:86: Service default/a: spec.ports[0].port: found \"80\", expected an"
                + " integer from 1 to 65535 without quotes (document 1)"),
        problems(JSON_A.replace("80", "\"80\"")));
  }

  @Test
  void jsonMayBeFollowedByYaml() {
    assertEquals(List.of("a", "b"), services(JSON_A + "\n---\n" + B));
    assertEquals(
        List.of(
            "web.yaml:1:9: not valid JSON: Unexpected character ('\"' (code 34)): was expecting comma"
                + " to separate Object entries (document 1)"),
        problems("{\"a\": 1 \"b\": 2}"));
  }

  @Test
  void aBraceMayOpenYaml() {
    assertEquals(List.of("a", "b"), services(A + "\n---\n" + B));
  }

  @Test
  void columnsOfJsonCountCharacters() {
    assertEquals(
        List.of(
            "web.yaml:1:37: not valid JSON: Unexpected character (']' (code 93)): expected a"
                + " valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
                + " (document 1)"),
        problems("{\"a\":\"äöüäöüäöüäöüäöüäöüäöüäöü\",\"b\":]"));
  }

  @Test
  void syntaxErrorsAreToldWithTheirPlaceAndWhatCameBeforeIsKept() {
    assertEquals(
        List.of("web.yaml:3:5: not valid YAML: mapping values are not allowed here (document 2)"),
        problems(A + "\n---\na: b: c\n"));
    assertTrue(read(A + "\n---\na: b: c\n").has(Severity.FATAL));
    assertEquals(
        List.of("web.yaml:2:4: not valid YAML: character U+0007 (document 1)"),
        problems("a: 1\nb: \u0007"));
  }

  @Test
  void textIsUtf8() {
    assertEquals(List.of("a"), services("\ufeff" + A));
    assertEquals(List.of("a"), services("\ufeff" + JSON_A));
    byte[] bytes = (A + "\n# äx").getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 1] = (byte) 0xc0;
    assertEquals(
        List.of("web.yaml:2:4: not UTF-8 text: byte 0xc0"),
        readBytes(bytes).problems().stream().map(Problem::toString).toList());
    assertEquals(
        List.of("web.yaml:1:1: not UTF-8 text: byte 0xff"),
        readBytes(("\ufeff" + A).getBytes(StandardCharsets.UTF_16LE)).problems().stream()
            .map(Problem::toString)
            .toList());
  }

  @Test
  void anchorsAliasesAndMergeKeysWork() {
    assertEquals(
        List.of("a", "b"),
        services(
            """
            base: &base {apiVersion: v1, kind: Service, spec: &spec {ports: [{port: 80}]}}
            apiVersion: v1
            kind: List
            items:
            - <<: *base
              metadata: {name: a}
            - <<: [{kind: Service}, *base]
              metadata: {name: b}
              spec: *spec
            """));
    assertEquals(
        List.of("web.yaml:1:4: not valid YAML: alias *x has no anchor before it (document 1)"),
        problems("a: *x\n"));
    assertEquals(
        List.of("web.yaml:1:6: not valid YAML: << merges a list, expected a mapping (document 1)"),
        problems("<<: [[a]]\n"));
  }

  @Test
  void anchorsInWhatIsSkippedAreStillKnown() {
    assertEquals(
        List.of("a"),
        services(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: a, managedFields: [{x: &ports [{port: 80}]}]}
            spec: {ports: *ports}
            """));
  }

  @Test
  void aliasesThatStandForTooMuchAreRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 9; i++) {
      bomb.append("a").append(i).append(": &a").append(i).append(" [");
      bomb.append(("*a" + (i - 1) + ",").repeat(10)).append("]\n");
    }
    assertEquals(
        List.of("web.yaml:6:38: aliases that stand for more than 1,000,000 values (document 1)"),
        problems(bomb.toString()));
  }

  @Test
  void nestingIsBounded() {
    for (String open : List.of("[", "{\"a\":")) {
      List<Problem> problems = read(open.repeat(100_000)).problems();
      assertEquals(1, problems.size());
      assertEquals(Severity.FATAL, problems.get(0).severity());
    }
    StringBuilder deep = new StringBuilder("x:\n");
    for (int i = 1; i < 300; i++) {
      deep.append(" ".repeat(i)).append("x:\n");
    }
    assertEquals(Severity.FATAL, read(deep.toString()).problems().get(0).severity());
  }

  @Test
  void theSameObjectTwiceCountsOnce() {
    assertEquals(List.of("a"), services(A + "\n---\n" + A));
    assertEquals(List.of(), problems(A + "\n---\n" + JSON_A));
  }

  @Test
  void theSameObjectWithOtherContentIsToldOf() {
    ManifestReading reading =
        ManifestReader.read(
            List.of(
                ManifestSource.ofText("one.yaml", A),
                ManifestSource.ofText("two.yaml", B + "\n---\n" + A.replace("80", "81"))));
    assertEquals(
        List.of(
            "two.yaml:3:1: Service default/a: found the object again with other content, expected"
                + " it once: the first at one.yaml:1:1 is kept (document 2)"),
        reading.problems().stream().map(Problem::toString).toList());
    assertEquals(80, reading.manifests().services().get(0).ports().get(0).port());
  }

  @Test
  void anEmptyFileHoldsNothing() {
    for (String text : List.of("", "\n", "# nothing\n", "---\n", "\ufeff")) {
      assertEquals(List.of(), problems(text));
    }
  }

  @Test
  void aFileThatCannotBeReadIsAProblem() {
    ManifestReading reading =
        ManifestReader.read(
            List.of(
                new ManifestSource(
                    "web.yaml",
                    () -> {
                      throw new IOException("disk on fire");
                    }),
                ManifestSource.ofText("a.yaml", A)));
    assertEquals(
        List.of("web.yaml: cannot be read: disk on fire"),
        reading.problems().stream().map(Problem::toString).toList());
    assertEquals(1, reading.manifests().services().size());
  }
}
