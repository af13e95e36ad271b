// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.cli.TestProcess;
import io.svcrules.cli.option.Converters;
import io.svcrules.model.Protocol;
import io.svcrules.model.lint.ListeningSocket;
import io.svcrules.model.lint.NodeFacts;
import io.svcrules.model.lint.PortRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LintOnNodeTest {
  private static final String SERVICES =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec:
        type: NodePort
        clusterIP: 10.96.0.1
        ports:
        - {name: http, port: 80, nodePort: 30080}
        - {name: alt, port: 81, nodePort: 33000}
        - {name: free, port: 82, nodePort: 35000}
      """;

  private static final NodeFacts FACTS =
      new NodeFacts(
          Set.of(new ListeningSocket(Protocol.TCP, 30080)),
          Optional.of(new PortRange(32768, 60999)),
          Set.of(new PortRange(35000, 35000)),
          OptionalInt.empty());

  private static String lint(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayInputStream in = new ByteArrayInputStream(SERVICES.getBytes(StandardCharsets.UTF_8));
    LintCommand command =
        new LintCommand(
            new TestProcess().environment(in, out, new ByteArrayOutputStream()), () -> FACTS);
    CommandLine line = new CommandLine(command);
    Converters.register(line);
    Converters.choice(line, LintFormat.class);
    Converters.choice(line, FailOn.class);
    assertEquals(1, line.execute(args));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theNodeTellsOfPortsInUseAndEphemeralOnes() {
    String found = lint("-f", "-", "--on-this-node");
    assertTrue(found.contains("<stdin>:8:38: error: Service default/web: spec.ports[0].nodePort"));
    assertTrue(
        found.contains("a process of the node listens on port 30080/TCP [node-port-in-use]"));
    assertTrue(found.contains("node port 33000 is within the ephemeral ports"), found);
    assertTrue(!found.contains("35000 is within"), found);
  }

  @Test
  void theMachineIsNotAskedUnlessItIsTheNode() {
    String found = lint("-f", "-", "--fail-on", "note");
    assertTrue(!found.contains("in-use") && !found.contains("ephemeral"), found);
  }
}
