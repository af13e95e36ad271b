// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each part that {@code render --mode ipvs} prints is the input of the tool it is for. */
@Tag("guest")
class RenderedPartsKernelTest {
  /** More than the scenarios ask for: time-outs are a line of their own, mh has a flag. */
  private static final String[] OPTIONS = {
    "--mode=ipvs",
    "--ipvs-scheduler=mh",
    "--ipvs-tcp-timeout=20m",
    "--ipvs-udp-timeout=1m",
    "--cluster-cidr=10.244.0.0/16,fd00:10:244::/56"
  };

  @ParameterizedTest
  @ValueSource(strings = {"dual-stack", "lb-source-ranges", "session-affinity", "etp-local"})
  void whatIsPrintedIsTakenAndNothingIsLeftToChange(String scenario) throws IOException {
    String objects =
        Files.readString(
            TestData.root().resolve(Path.of("scenarios-ipvs", scenario, "input.yaml")));
    try (GuestNode node = new GuestNode().with("eth0", nodeAddresses(objects))) {
      node.feed(render(objects, "--family=dual", "--part=sysctl"), "sysctl", "-p", "-");
      String sets = render(objects, "--family=dual", "--part=ipset");
      node.feed(sets, "ipset", "restore", "-exist");
      node.feed(
          render(objects, "--part=iptables", "--family=ipv4"), "iptables-restore", "--noflush");
      node.feed(
          render(objects, "--part=iptables", "--family=ipv6"), "ip6tables-restore", "--noflush");
      node.feed(
          render(objects, "--family=dual", "--part=addresses"), "ip", "-force", "-batch", "-");
      String servers = render(objects, "--family=dual", "--part=ipvsadm");
      node.feed(servers, "ipvsadm", "-R");

      assertEquals(
          sorted(servers.lines().filter(line -> !line.startsWith("--set "))),
          sorted(node.run("ipvsadm", "-Sn").lines()));
      assertEquals(
          sorted(sets.lines()),
          sorted(
              node.run("ipset", "save")
                  .lines()
                  .map(line -> line.replaceAll(" (?:bucketsize \\d+|initval \\w+)", ""))));
      assertEquals("1200 120 60", timeouts(node));
      CliRun diff = node.svcrules(objects, with("diff", "-f", "-", "--family=dual"));
      assertEquals("", diff.out());
      assertEquals(0, diff.status(), diff.err());
    }
  }

  private static String render(String objects, String... more) {
    List<String> args = new ArrayList<>(List.of(with("render", "-f", "-")));
    args.addAll(List.of(more));
    CliRun run = CliRun.withInput(objects, args.toArray(String[]::new));
    assertEquals(0, run.status(), run.err());
    return run.out();
  }

  private static String[] with(String... command) {
    return Stream.concat(Arrays.stream(command), Arrays.stream(OPTIONS)).toArray(String[]::new);
  }

  /** Where the objects say that the node is. */
  private static String[] nodeAddresses(String objects) {
    return objects
        .lines()
        .filter(line -> line.contains("InternalIP"))
        .map(line -> line.replaceAll(".*address: *[\"']?([0-9a-f.:]+).*", "$1"))
        .map(address -> address + (address.contains(":") ? "/64" : "/24"))
        .toArray(String[]::new);
  }

  /** {@code ipvsadm -Ln --timeout}: the numbers of TCP, TCP after FIN, and UDP. */
  private static String timeouts(GuestNode node) {
    return node.run("ipvsadm", "-Ln", "--timeout").replaceAll(".*: ", "").strip();
  }

  private static String sorted(Stream<String> lines) {
    return lines.map(String::strip).sorted().collect(Collectors.joining("\n"));
  }
}
