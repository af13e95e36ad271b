// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.testdata.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Graphviz itself, which must be installed, draws what graph says in its language. */
final class GraphvizTest {
  @TempDir private Path directory;

  static Stream<Path> drawings() throws IOException {
    try (Stream<Path> folders = Files.list(TestData.root().resolve("commands"))) {
      return folders
          .filter(folder -> folder.getFileName().toString().matches("graph-.*dot"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void bothModesAreDrawn() throws IOException {
    assertEquals(
        List.of("graph-dot", "graph-ipvs-dot"),
        drawings().map(folder -> folder.getFileName().toString()).toList());
  }

  @ParameterizedTest
  @MethodSource("drawings")
  void everyBoxAndArrowIsDrawn(Path folder) throws Exception {
    String text = Files.readString(folder.resolve("stdout"));
    long arrows = text.lines().filter(line -> line.matches("\\s+n\\d+_\\d+ -> .*")).count();
    long boxes = text.lines().filter(line -> line.matches("\\s+n\\d+_\\d+ \\[.*")).count();
    // In this format of Graphviz each box and arrow is one line.
    List<String> drawn = dot(text).lines().toList();
    assertEquals(boxes, drawn.stream().filter(line -> line.startsWith("node ")).count());
    assertEquals(arrows, drawn.stream().filter(line -> line.startsWith("edge ")).count());
    assertTrue(boxes > 10 && arrows > 10);
  }

  private String dot(String text) throws IOException, InterruptedException {
    Path in = Files.writeString(directory.resolve("in.dot"), text);
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process process =
        new ProcessBuilder("dot", "-Tplain", in.toString())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "dot ends");
    assertEquals("", Files.readString(err, StandardCharsets.UTF_8));
    assertEquals(0, process.exitValue());
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
