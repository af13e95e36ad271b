// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.model.IpFamily;
import io.svcrules.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {
  private static final Path NODE_PORT = scenario("scenarios/kube-proxy-nodeport");
  private static final Path AFFINITY = scenario("scenarios/kube-proxy-session-affinity");
  private static final Path SERVERS = scenario("scenarios-ipvs/clusterip-tcp");

  @TempDir private Path temporary;

  private static Path scenario(String name) {
    return TestData.root().resolve(name);
  }

  private static CliRun ofObjects(Path folder, String... args) {
    List<String> all = new ArrayList<>(List.of("trace", "-f", "input.yaml"));
    if (Files.exists(folder.resolve("node.yaml"))) {
      all.addAll(List.of("-f", "node.yaml"));
    }
    all.add("--hostname-override=node-1");
    all.add("--cluster-cidr=10.244.0.0/16,fd00:10:244::/56");
    all.addAll(List.of(args));
    return CliRun.in(folder, "", all.toArray(String[]::new));
  }

  private static CliRun ofDump(Path folder, String... args) {
    List<String> all =
        new ArrayList<>(List.of("trace", "--iptables-save", "kube-proxy.iptables-save"));
    all.addAll(List.of(args));
    return CliRun.in(folder, "", all.toArray(String[]::new));
  }

  /** The name of the first service that the objects of a scenario hold, and its cluster IP. */
  private static String clusterIp(Path folder) throws IOException {
    return Files.readString(folder.resolve("input.yaml"))
        .lines()
        .filter(line -> line.strip().startsWith("clusterIP:"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDumpAndTheObjectsSayTheSameWord() throws IOException {
    String to = clusterIp(NODE_PORT) + ":80";
    CliRun objects = ofObjects(NODE_PORT, "--from", "10.244.1.77", "--to", to);
    CliRun dump = ofDump(NODE_PORT, "--from", "10.244.1.77", "--to", to);
    assertEquals(0, objects.status(), objects.err());
    // Positions in chains depend on the order of services, which kube-proxy shuffles.
    assertEquals(
        objects.out().replaceAll("(KUBE-[A-Z]+) \\d+", "$1"),
        dump.out().replaceAll("(KUBE-[A-Z]+) \\d+", "$1"));
  }

  @Test
  void theKernelIsAskedIfNothingElseIs() throws IOException {
    String saved = Files.readString(NODE_PORT.resolve("kube-proxy.iptables-save"));
    FakeKernel kernel = new FakeKernel().holds(IpFamily.IPV4, IptablesVariant.NFT, saved);
    String to = clusterIp(NODE_PORT) + ":80";
    CliRun live =
        new TestProcess()
            .on(kernel)
            .run("", "trace", "--node-ip=192.168.100.2", "--from", "10.244.1.77", "--to", to);
    assertEquals(0, live.status(), live.err());
    assertEquals(ofDump(NODE_PORT, "--from", "10.244.1.77", "--to", to).out(), live.out());
  }

  @Test
  void jsonHoldsTheOutcomeAndTheReasons() throws IOException {
    CliRun run =
        ofObjects(NODE_PORT, "--from", "node", "--to", clusterIp(NODE_PORT) + ":80", "-o", "json");
    assertTrue(run.out().contains("\"kind\": \"PacketTraces\""), run.out());
    assertTrue(run.out().contains("\"source\": \"objects\""), run.out());
    assertTrue(run.out().contains("\"fate\": \"delivered\""), run.out());
    assertTrue(run.out().contains("\"masqueraded\": true"), run.out());
    assertTrue(run.out().contains("\"field\": \"spec.clusterIPs\""), run.out());
  }

  @Test
  void virtualServersComeFromObjectsAndFromFiles() throws IOException {
    String to = clusterIp(SERVERS) + ":80";
    CliRun objects = ofObjects(SERVERS, "--mode=ipvs", "--from", "10.244.1.77", "--to", to);
    assertEquals(0, objects.status(), objects.err());
    assertTrue(objects.out().contains("INPUT, ipvs: -t " + to + " -s rr"), objects.out());
    List<String> sets = new ArrayList<>(Files.readAllLines(SERVERS.resolve("kube-proxy.ipset")));
    // The file is sorted, so elements stand before their sets.
    sets.sort(Comparator.comparing((String line) -> line.startsWith("add")));
    Path ipset = Files.write(temporary.resolve("ipset"), sets);
    List<String> dump =
        List.of("--ipvsadm-save", "kube-proxy.ipvsadm", "--from", "10.244.1.77", "--to", to);
    List<String> whole = new ArrayList<>(dump);
    whole.addAll(List.of("--ipset-save", ipset.toString()));
    CliRun files = ofDump(SERVERS, whole.toArray(String[]::new));
    assertEquals(0, files.status(), files.err());
    assertTrue(files.out().contains("ipvs: -t " + to + " -s rr"), files.out());
    List<String> byName = new ArrayList<>(whole);
    byName.set(byName.indexOf("--to") + 1, "default/web");
    assertEquals(2, ofDump(SERVERS, byName.toArray(String[]::new)).status());
    byName.addAll(List.of("--names", "input.yaml"));
    CliRun named = ofDump(SERVERS, byName.toArray(String[]::new));
    assertEquals(0, named.status(), named.err());
    assertTrue(named.out().contains("ipvs: -t " + to + " -s rr"), named.out());
    CliRun part = ofDump(SERVERS, dump.toArray(String[]::new));
    assertEquals(2, part.status());
    assertTrue(part.err().contains("add --ipvsadm-save FILE"), part.err());
  }

  @Test
  void virtualServersOfTheKernelDoWhatWasApplied() throws IOException {
    FakeKernel kernel = new FakeKernel();
    TestProcess node = new TestProcess().inDirectory(SERVERS).on(kernel).on(new FakeIpvs(kernel));
    CliRun applied =
        node.run(
            "",
            "apply",
            "--mode=ipvs",
            "-f",
            "input.yaml",
            "--hostname-override=node-1",
            "--cluster-cidr=10.244.0.0/16,fd00:10:244::/56");
    assertEquals(0, applied.status(), applied.err());
    String to = clusterIp(SERVERS) + ":80";
    CliRun live =
        node.run("", "trace", "--node-ip=192.168.100.2", "--from", "10.244.1.77", "--to", to);
    CliRun objects = ofObjects(SERVERS, "--mode=ipvs", "--from", "10.244.1.77", "--to", to);
    assertEquals(0, live.status(), live.err());
    assertEquals(outcomes(objects), outcomes(live));
  }

  private static List<String> outcomes(CliRun run) {
    return run.out().lines().filter(line -> line.contains("delivered to")).toList();
  }

  @Test
  void whatIsNotDeliveredIsToldByTheExitStatus() throws IOException {
    CliRun run = ofObjects(NODE_PORT, "--from", "outside", "--to", clusterIp(NODE_PORT) + ":9");
    assertEquals(1, run.status(), run.err());
    assertTrue(run.out().contains("passed on to " + clusterIp(NODE_PORT) + ":9"), run.out());
  }

  @Test
  void aClientThatWasSeenStaysWithItsEndpoint() throws IOException {
    String to = clusterIp(AFFINITY) + ":80";
    CliRun anew = ofDump(AFFINITY, "--from", "10.244.1.77", "--to", to);
    assertTrue(anew.out().contains("the client has not been seen lately"), anew.out());
    String endpoint =
        anew.out()
            .lines()
            .filter(line -> line.contains("%  delivered to "))
            .map(line -> line.replaceAll(".*delivered to ([^,]*),.*", "$1"))
            .reduce((first, last) -> last)
            .orElseThrow();
    CliRun seen = ofDump(AFFINITY, "--from", "10.244.1.77", "--to", to, "--seen", endpoint);
    assertTrue(seen.out().contains("\ndelivered to " + endpoint), seen.out());
  }

  @Test
  void aServiceIsNamedByItsName() {
    CliRun unknown = ofObjects(NODE_PORT, "--from", "node", "--to", "default/nobody");
    assertEquals(2, unknown.status());
    assertTrue(unknown.err().contains("there is no Service default/nobody"), unknown.err());
    CliRun port = ofObjects(NODE_PORT, "--from", "node", "--to", "default/np:nix");
    assertEquals(2, port.status());
    assertTrue(
        port.err().contains("default/np has no such port; it has http (80/tcp)"), port.err());
    CliRun dump = ofDump(NODE_PORT, "--from", "10.244.1.77", "--to", "default/nobody");
    assertTrue(dump.err().contains("no such service in the rules"), dump.err());
    CliRun file = CliRun.of("trace", "--iptables-save=none", "--from=pod", "--to=10.96.0.1:80");
    assertTrue(file.err().contains("none: no such file or directory"), file.err());
  }

  private CliRun ofText(String text, String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("trace", "--iptables-save", "saved"));
    args.addAll(List.of("--from", "10.244.1.77", "--to", "10.96.0.10:80"));
    args.addAll(List.of(more));
    Files.writeString(temporary.resolve("saved"), text);
    return CliRun.in(temporary, "", args.toArray(String[]::new));
  }

  @Test
  void aFileThatHoldsNoTableIsToldOnce() throws IOException {
    CliRun manifest = ofText(Yaml.WEB);
    assertEquals(2, manifest.status());
    assertEquals(
        "svcrules: saved is not what iptables-save prints: tables, each from a line like *nat to"
            + " COMMIT; line 1, column 1: \"apiVersion:\" starts no line of iptables; rules start"
            + " with -A CHAIN\n",
        manifest.err());
    CliRun rules = ofText("\n-A KUBE-SERVICES -j ACCEPT\n-A KUBE-SERVICES -j ACCEPT\n");
    assertEquals(2, rules.status());
    assertTrue(rules.err().contains("; line 2, column 1: a rule outside of a table"), rules.err());
    CliRun hidden = ofText("# Table `nat' is incompatible, use 'nft' tool.\n");
    assertEquals(2, hidden.status());
    assertTrue(hidden.err().contains("only nft can"), hidden.err());
  }

  @Test
  void aLineAmongTablesThatIsNotUnderstoodIsLeftOut() throws IOException {
    CliRun run = ofText("*nat\n:PREROUTING ACCEPT [0:0]\nhello\nworld\nCOMMIT\n");
    assertEquals(1, run.status(), run.err());
    assertEquals(2, run.errLines().size(), run.err());
    assertTrue(run.errLines().get(1).endsWith("; the line is left out"), run.err());
    assertTrue(run.out().contains("passed on to 10.96.0.10:80"), run.out());
  }

  @Test
  void anEmptyFileIsAMachineWithoutTables() throws IOException {
    for (String text : List.of("", "\n", "# Generated by iptables-save v1.8.9\n")) {
      CliRun run = ofText(text);
      assertEquals(1, run.status(), run.err());
      assertEquals(
          "svcrules: warning: saved: no table; iptables-save prints nothing on a machine without"
              + " rules, and nothing if it is not run as root\n",
          run.err());
      assertEquals(
          "tcp 10.244.1.77:40000 asks 10.96.0.10:80\n\npassed on to 10.96.0.10:80\n", run.out());
      CliRun named = ofText(text, "--to", "default/web");
      assertEquals(2, named.status());
      assertEquals(2, named.errLines().size(), named.err());
    }
  }

  @Test
  void filesOfAnotherNodeAreNotMixedWithObjects() {
    for (String option :
        List.of("--iptables-save", "--ip6tables-save", "--ipvsadm-save", "--ipset-save")) {
      CliRun run = ofObjects(NODE_PORT, "--from", "pod", "--to", "10.96.0.1:80", option, "none");
      assertEquals(2, run.status());
      assertEquals(
          "svcrules: -f and " + option + " exclude each other: which node is meant?\n", run.err());
    }
  }

  @Test
  void onlyTheFamilyThatIsAskedForIsFollowed() {
    Path folder = scenario("scenarios/kube-proxy-dual-stack");
    List<String> both =
        new ArrayList<>(List.of("--ip6tables-save=kube-proxy.ip6tables-save", "--from=outside"));
    both.add("--to=default/ds");
    assertEquals(2, asks(ofDump(folder, both.toArray(String[]::new))).size());
    both.add("--family=ipv6");
    List<String> one = asks(ofDump(folder, both.toArray(String[]::new)));
    assertEquals(1, one.size());
    assertTrue(one.get(0).contains(" asks [fd00:10:96::45]:80"), one::toString);
    CliRun none = ofDump(NODE_PORT, "--from=outside", "--to=default/np", "--family=ipv6");
    assertEquals(2, none.status());
    assertEquals("svcrules: no rules of the family asked for are known\n", none.err());
  }

  private static List<String> asks(CliRun run) {
    return run.out().lines().filter(line -> line.contains(" asks ")).toList();
  }

  @Test
  void aFileOfNamesThatIsNotThereIsNotPassedOver() {
    CliRun run = ofObjects(NODE_PORT, "--from=pod", "--to=10.96.0.1:80", "--names=none");
    assertEquals(2, run.status());
    assertTrue(run.err().startsWith("none: no such file or directory\n"), run.err());
  }

  @Test
  void aDeviceHasANameThatTheKernelAllows() {
    CliRun run = ofObjects(NODE_PORT, "--from=pod", "--to=10.96.0.1:80", "--in-interface=a/b");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("'--in-interface': found \"a/b\", expected 1 to 15"), run.err());
  }

  @Test
  void mistakesAreUsageErrors() {
    assertEquals(2, ofObjects(NODE_PORT, "--from", "moon", "--to", "10.96.0.1:80").status());
    assertEquals(2, ofObjects(NODE_PORT, "--from", "pod", "--to", "10.96.0.1").status());
    assertEquals(2, ofObjects(NODE_PORT, "--from", "pod", "--to", "10.96.0.1:80/icmp").status());
    assertEquals(2, ofObjects(NODE_PORT, "--from", "fd00::1", "--to", "10.96.0.1:80").status());
    assertEquals(2, ofDump(NODE_PORT, "--from", "node", "--to", "10.96.0.1:80").status());
    assertEquals(2, ofDump(NODE_PORT, "--from", "pod", "--to", "nodeport:30080").status());
    assertEquals(2, ofDump(Path.of("nowhere"), "--from", "pod", "--to", "10.96.0.1:80").status());
    assertEquals(2, CliRun.of("render").status());
    assertTrue(CliRun.of("render").err().contains("Missing required option: '--filename=FILE'"));
  }
}
