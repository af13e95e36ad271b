// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A page of many groups draws what a page of few shows. */
class PackedGroupsTest {
  private static final String HOSTILE = "\"><script>alert('&\\n')</script>\ue000 \uf8fe\n\ue801";

  private static DiagramGroup group(int number) {
    String chain = "KUBE-SVC-" + number;
    List<DiagramRule> rules =
        List.of(
            new DiagramRule("-t nat -A " + chain + " -p tcp -j KUBE-MARK-MASQ", "so " + HOSTILE),
            new DiagramRule("-t nat -A " + chain + " " + HOSTILE, "a reason that many share"));
    return new DiagramGroup(
        "shop/web" + number + HOSTILE,
        List.of(
            new DiagramNode("a", 0, NodeKind.ADDRESS, "10.0.0." + number, HOSTILE, List.of()),
            new DiagramNode("b", 1, NodeKind.CHAIN, chain, HOSTILE + number, rules),
            new DiagramNode("c", 2, NodeKind.ENDPOINT, "10.244.0." + number, "", rules)),
        List.of(new DiagramEdge("a", "b", "", false), new DiagramEdge("b", "c", "33.33%", false)));
  }

  private static List<DiagramGroup> groups(int count) {
    List<DiagramGroup> groups = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      groups.add(group(i));
    }
    return groups;
  }

  /** What the script of the page does. */
  private static String unpacked(String line, List<String> shared) {
    int end = line.indexOf(PackedGroups.END);
    List<String> own = words(line.substring(0, end));
    String body = line.substring(end + 1);
    return replaced(replaced(body, own, PackedGroups.OWN), shared, PackedGroups.SHARED);
  }

  private static String replaced(String text, List<String> words, char first) {
    return text.chars()
        .mapToObj(
            c -> c >= first && c < first + 0x800 ? words.get(c - first) : String.valueOf((char) c))
        .collect(Collectors.joining());
  }

  private static List<String> words(String line) {
    return List.of(
        line.replace(PackedGroups.LINE, '\n').split(String.valueOf(PackedGroups.BETWEEN), -1));
  }

  private static String entities(String text) {
    return text.replace("\ue000", "&#57344;")
        .replace("\uf8fe", "&#63742;")
        .replace("\ue801", "&#59393;");
  }

  @Test
  void everyPictureIsDrawnAsItIsOnAPageOfFew() {
    List<DiagramGroup> groups = groups(120);
    String page = HtmlWriter.write(new Diagram("many", groups));
    String start = "<script type=\"text/plain\" id=\"pack\">";
    int from = page.indexOf(start) + start.length();
    List<String> lines =
        List.of(page.substring(from, page.indexOf("</script>", from)).split("\n", -1));
    assertEquals(groups.size() + 1, lines.size());
    List<String> shared = words(lines.get(0));
    for (int i = 0; i < groups.size(); i++) {
      List<DiagramGroup> few = List.of(groups.get(i), groups.get(0));
      String plain = entities(HtmlWriter.write(new Diagram("few", few)));
      String drawn = unpacked(lines.get(i + 1), shared);
      assertTrue(drawn.startsWith("<div class=\"picture\"><svg "), drawn);
      assertTrue(plain.contains(drawn), drawn);
    }
  }

  @Test
  void manyPicturesTakeLittleRoom() {
    int few = HtmlWriter.write(new Diagram("few", groups(100))).length();
    int many = HtmlWriter.write(new Diagram("many", groups(101))).length();
    assertTrue(many < few * 0.6, () -> few + " and " + many);
  }

  @Test
  void aPageOfManyRunsNoScriptButItsOwn() {
    String page = HtmlWriter.write(new Diagram("many", groups(120)));
    assertEquals(2, page.split("<script", -1).length - 1);
  }
}
