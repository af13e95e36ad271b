// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class DiagramWritersTest {
  private static final String HOSTILE = "\"><script>alert('&\\#')</script>\u0001";

  private static final Diagram DIAGRAM =
      new Diagram(
          HOSTILE,
          List.of(
              new DiagramGroup(
                  HOSTILE,
                  List.of(
                      new DiagramNode("a", 0, NodeKind.ADDRESS, HOSTILE, "", List.of()),
                      new DiagramNode("b", 1, NodeKind.CHAIN, "chain", HOSTILE, rules()),
                      new DiagramNode("c", 2, NodeKind.DROP, "DROP", "", List.of())),
                  List.of(
                      new DiagramEdge("a", "b", HOSTILE, false),
                      new DiagramEdge("a", "c", "", true)))));

  private static List<DiagramRule> rules() {
    return List.of(new DiagramRule(HOSTILE, HOSTILE));
  }

  @Test
  void aPictureIsWellFormedWhateverStandsInIt() throws Exception {
    String svg = SvgWriter.write(DIAGRAM);
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    Document document =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertEquals("svg", document.getDocumentElement().getTagName());
    assertEquals(0, document.getElementsByTagName("script").getLength());
  }

  @Test
  void aPageRunsNoScriptButItsOwnAndFetchesNothing() {
    String html = HtmlWriter.write(DIAGRAM);
    assertEquals(1, html.split("<script", -1).length - 1);
    assertFalse(html.contains("src="));
    assertFalse(html.contains("href="));
    assertEquals(
        html.split("http://www.w3.org/2000/svg", -1).length, html.split("http", -1).length - 1);
  }

  @Test
  void quotesAreEscapedForGraphviz() {
    String dot = DotWriter.write(DIAGRAM);
    for (String line : dot.lines().toList()) {
      long quotes =
          line.replace("\\\\", "").replace("\\\"", "").chars().filter(c -> c == '"').count();
      assertEquals(0, quotes % 2, line);
    }
  }

  @Test
  void mermaidGetsNoCharacterThatIsItsOwn() {
    String text = MermaidWriter.write(DIAGRAM);
    assertFalse(text.contains("<script"));
    assertTrue(text.contains("#quot;#gt;#lt;script#gt;"));
    assertTrue(text.contains("linkStyle 1 stroke:"));
  }

  @Test
  void labelsOfArrowsToOneBoxDoNotLieUponEachOther() {
    List<DiagramNode> nodes =
        List.of(
            new DiagramNode("a", 0, NodeKind.CHAIN, "a", "", List.of()),
            new DiagramNode("b", 0, NodeKind.CHAIN, "b", "", List.of()),
            new DiagramNode("c", 1, NodeKind.ENDPOINT, "c", "", List.of()),
            new DiagramNode("d", 1, NodeKind.ENDPOINT, "d", "", List.of()));
    List<DiagramEdge> edges = new ArrayList<>();
    for (String to : List.of("c", "d")) {
      edges.add(new DiagramEdge("a", to, "one", false));
      edges.add(new DiagramEdge("b", to, "other", false));
    }
    String svg = SvgWriter.write(new Diagram("t", List.of(new DiagramGroup("g", nodes, edges))));
    List<String> places =
        Pattern.compile("class=\"l\"[^>]* x=\"(\\d+\" y=\"\\d+)\"")
            .matcher(svg)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertEquals(4, places.size());
    assertEquals(4, Set.copyOf(places).size(), places::toString);
  }

  @Test
  void nothingToDrawIsDrawnAsNothing() {
    Diagram empty = new Diagram("nothing", List.of());
    assertEquals("flowchart LR", MermaidWriter.write(empty).lines().findFirst().orElseThrow());
    assertTrue(SvgWriter.write(empty).endsWith("</svg>\n"));
    assertTrue(HtmlWriter.write(empty).endsWith("</html>\n"));
    assertTrue(DotWriter.write(empty).endsWith("}\n"));
  }
}
