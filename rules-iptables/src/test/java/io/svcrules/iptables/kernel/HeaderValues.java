// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What expressions of C are in the headers of this machine, as its compiler understands them. */
public final class HeaderValues {
  private HeaderValues() {}

  /**
   * The value of each expression, in their order.
   *
   * @param headers what to include, in this order
   * @param directory takes the program that prints the values
   */
  public static Map<String, Integer> of(
      Collection<String> expressions, List<String> headers, Path directory)
      throws IOException, InterruptedException {
    StringBuilder source = new StringBuilder();
    headers.forEach(header -> source.append("#include <").append(header).append(">\n"));
    source.append("int main(void) {\n");
    expressions.forEach(one -> source.append("printf(\"%d\\n\", (int)(" + one + "));\n"));
    Path program = directory.resolve("layout.c");
    Files.writeString(program, source.append("}\n"));
    String binary = directory.resolve("layout").toString();
    run("gcc", "-w", "-o", binary, program.toString());
    List<String> lines = run(binary).lines().toList();
    Map<String, Integer> values = new LinkedHashMap<>();
    int line = 0;
    for (String one : expressions) {
      values.put(one, Integer.valueOf(lines.get(line++)));
    }
    return values;
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> "needs gcc, libc6-dev and linux-libc-dev: " + output);
    return output;
  }
}
