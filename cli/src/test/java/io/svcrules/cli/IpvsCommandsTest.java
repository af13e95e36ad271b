// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.capability.Capability;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.RealServerId;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.kernel.IpvsRefusal;
import io.svcrules.ipvs.text.IpvsadmText;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What diff, apply, dump and cleanup do in mode ipvs. */
class IpvsCommandsTest {
  private static final String CLUSTER = Yaml.WEB + Yaml.NODE;
  private static final String[] DETECTOR = {"--cluster-cidr=10.244.0.0/16"};
  private static final RealServerId WEB_POD =
      new RealServerId(
          new VirtualServerKey.Address(Protocol.TCP, IpAddress.parse("10.96.0.10"), 80),
          new RealServerKey(IpAddress.parse("10.244.2.10"), 8080));

  private final FakeKernel kernel = new FakeKernel();
  private final FakeIpvs ipvs = new FakeIpvs(kernel);

  private CliRun run(String yaml, String... args) {
    return new TestProcess().on(kernel).on(ipvs).run(yaml, args);
  }

  private CliRun apply(String yaml, String... more) {
    return run(yaml, with(new String[] {"apply", "-f", "-", "--mode=ipvs"}, more));
  }

  private static String[] with(String[] args, String... more) {
    return Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray(String[]::new);
  }

  private IpvsState state() {
    return ipvs.state(IpFamily.IPV4);
  }

  private String rules() {
    return kernel.saved(IpFamily.IPV4, IptablesVariant.NFT);
  }

  private static String withoutSecondEndpoint(String yaml) {
    return yaml.replace("- {addresses: [10.244.2.10], nodeName: node-2}\n", "");
  }

  @Test
  void theKernelHoldsTheServersAndTheSummarySaysHowMuchThatWas() {
    CliRun run = apply(CLUSTER);
    assertEquals(0, run.status(), run.err());
    assertEquals("", run.out());
    assertEquals(
        """
        -A -t 10.96.0.10:80 -s rr
        -a -t 10.96.0.10:80 -r 10.244.1.10:8080 -m -w 1
        -a -t 10.96.0.10:80 -r 10.244.2.10:8080 -m -w 1
        -A -t 192.0.2.11:30080 -s rr
        -a -t 192.0.2.11:30080 -r 10.244.1.10:8080 -m -w 1
        -a -t 192.0.2.11:30080 -r 10.244.2.10:8080 -m -w 1
        """,
        IpvsadmText.write(state().servers().values()));
    assertTrue(rules().contains("--match-set KUBE-CLUSTER-IP dst,dst"), rules());
    String summary = run.errLines().get(run.errLines().size() - 1);
    assertTrue(
        summary.matches(
            "svcrules: IPv4: \\+2 virtual servers, ~4 real servers, \\d+ set elements, \\d+ other"
                + " changes, \\d+ ms"),
        summary);
  }

  @Test
  void aSecondTimeThereIsNothingToChange() {
    apply(CLUSTER);
    CliRun run = apply(CLUSTER);
    assertEquals(0, run.status());
    assertTrue(run.err().matches("svcrules: IPv4: nothing to change, \\d+ ms\n"), run.err());
    assertEquals(new CliRun(0, "", ""), run(CLUSTER, "diff", "-f", "-", "--mode=ipvs"));
  }

  @Test
  void aDryRunPrintsACommandForEachChangeAndChangesNothing() {
    CliRun run = apply(CLUSTER, "--dry-run");
    assertEquals(0, run.status(), run.err());
    assertEquals(IpvsState.empty(IpFamily.IPV4), state());
    assertEquals("", rules());
    List<String> lines = run.out().lines().toList();
    assertEquals("# IPv4", lines.get(0));
    List<String> inOrder =
        List.of(
            "ip link add kube-ipvs0 type dummy",
            "sysctl -w net.ipv4.vs.conntrack=1",
            "ipset create KUBE-CLUSTER-IP hash:ip,port family inet hashsize 1024 maxelem 65536",
            "ipset add KUBE-CLUSTER-IP 10.96.0.10,tcp:80",
            "iptables-nft-restore --noflush <<'EOF'",
            "EOF",
            "ip addr add 10.96.0.10/32 dev kube-ipvs0",
            "ipvsadm -A -t 10.96.0.10:80 -s rr",
            "ipvsadm -a -t 10.96.0.10:80 -r 10.244.1.10:8080 -m -w 1");
    int at = -1;
    for (String line : inOrder) {
      int next = lines.indexOf(line);
      assertTrue(next > at, line + " in " + run.out());
      at = next;
    }
    apply(CLUSTER);
    assertEquals("# IPv4: nothing to change\n", apply(CLUSTER, "--dry-run").out());
  }

  @Test
  void whatADryRunPrintsIsWhatIsDone() {
    List<String> planned =
        apply(CLUSTER, "--dry-run")
            .out()
            .replaceAll("(?s)iptables-nft-restore --noflush <<'EOF'\n.*?\nEOF\n", "RULES\n")
            .lines()
            .filter(line -> !line.startsWith("# "))
            .toList();
    apply(CLUSTER);
    assertEquals(
        planned,
        ipvs.commands().stream()
            .map(command -> command.startsWith("iptables-restore") ? "RULES" : command)
            .toList());
  }

  @Test
  void jsonTellsEachChangeAndTheProof() {
    CliRun run = apply(CLUSTER, "-o", "json");
    assertEquals(0, run.status(), run.err());
    for (String part :
        List.of(
            "\"kind\": \"AppliedRules\"",
            "\"mode\": \"ipvs\"",
            "\"virtualServersAdded\": 2",
            "\"command\": \"ipvsadm -A -t 10.96.0.10:80 -s rr\"",
            "\"draining\": []",
            "\"quarantined\": []",
            "\"remaining\": []",
            "\"otherMode\": []")) {
      assertTrue(run.out().contains(part), part);
    }
    assertFalse(apply(CLUSTER, "-o", "json", "--dry-run").out().contains("\"remaining\""));
  }

  @Test
  void serversWithConnectionsAreDrainedAndTold() {
    apply(CLUSTER);
    ipvs.connect(WEB_POD, 3);
    CliRun run = apply(withoutSecondEndpoint(CLUSTER), "--drain-timeout=5m");
    assertEquals(0, run.status(), run.err());
    assertTrue(
        run.err()
            .contains(
                "svcrules: IPv4: -t 10.96.0.10:80 -r 10.244.2.10:8080 is drained: 3 connections,"
                    + " 300 s left\n"),
        run.err());
    CliRun json = apply(withoutSecondEndpoint(CLUSTER), "-o", "json");
    assertTrue(json.out().contains("\"connections\": 3"), json.out());
    CliRun dump = run("", "dump", "--mode=ipvs", "-o", "json", "--family=ipv4");
    assertTrue(dump.out().contains("\"secondsLeft\": 300"), dump.out());
  }

  @Test
  void noTimeToDrainMeansAtOnce() {
    apply(CLUSTER);
    ipvs.connect(WEB_POD, 3);
    apply(withoutSecondEndpoint(CLUSTER), "--drain-timeout=0");
    assertFalse(IpvsadmText.write(state().servers().values()).contains("10.244.2.10"));
  }

  @Test
  void anAnnotationSaysHowLongConnectionsOfAServiceAreKept() {
    String yaml =
        CLUSTER.replace(
            "tier: front}}", "tier: front}, annotations: {svcrules.io/drain-seconds: \"30\"}}");
    apply(yaml);
    ipvs.connect(WEB_POD, 1);
    CliRun run = apply(withoutSecondEndpoint(yaml));
    assertTrue(run.err().contains("1 connections, 30 s left"), run.err());
  }

  private void putForeign() {
    SortedMap<VirtualServerKey, VirtualServer> servers =
        new TreeMap<>(IpvsadmText.parse("-A -t 198.51.100.1:443 -s wlc\n"));
    ipvs.put(IpvsState.empty(IpFamily.IPV4).withServers(servers));
  }

  @Test
  void serversOfOthersStayAndAreTold() {
    putForeign();
    CliRun run = apply(CLUSTER);
    assertEquals(0, run.status());
    assertTrue(
        run.err()
            .contains(
                "warning: IPv4: virtual server of others is left alone: -t 198.51.100.1:443\n"),
        run.err());
    assertEquals(3, state().servers().size());
    CliRun json = apply(CLUSTER, "-o", "json");
    assertTrue(json.out().contains("\"kind\": \"foreign-server\""), json.out());
  }

  @Test
  void excludedNetworksAreLeftAloneAndTold() {
    putForeign();
    CliRun run =
        apply(CLUSTER, "--ipvs-exclude-cidrs=198.51.100.0/24,10.96.0.0/16", "--family=ipv4");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.err().contains("excluded by --ipvs-exclude-cidrs"), run.err());
    assertTrue(
        run.err().contains("virtual server on an excluded address is left alone"), run.err());
    assertFalse(IpvsadmText.write(state().servers().values()).contains("10.96.0.10"));
  }

  @Test
  void aServiceThatTheKernelRefusesIsLeftOutAndAllOthersAreThere() {
    ipvs.refuses(change -> change.command().contains("10.96.0.10:80 -s"));
    CliRun run = apply(CLUSTER + "---\n" + Yaml.DUAL, "--family=ipv4");
    assertEquals(5, run.status(), run.err());
    assertTrue(
        run.err()
            .contains(
                "svcrules: IPv4: default/web:http is left out, the kernel refuses it: Invalid"
                    + " argument\n  ipvsadm -A -t 10.96.0.10:80 -s rr\n"),
        run.err());
    assertTrue(IpvsadmText.write(state().servers().values()).contains("10.96.0.20:80"));
    assertFalse(IpvsadmText.write(state().servers().values()).contains("10.96.0.10:80"));
  }

  @Test
  void aRefusalThatNoServiceIsToBlameForIsAnError() {
    ipvs.refuses(change -> change.command().startsWith("ip link add"));
    CliRun run = apply(CLUSTER);
    assertEquals(1, run.status());
    assertTrue(
        run.err().contains("svcrules: IPv4: ip link add kube-ipvs0 type dummy: Invalid argument\n"),
        run.err());
  }

  @ParameterizedTest
  @CsvSource({"NOT_PERMITTED, 4, this needs root", "UNAVAILABLE, 3, told to fail"})
  void aKernelThatCannotBeReachedIsToldByTheExitStatus(
      IpvsRefusal reason, int status, String words) {
    ipvs.fails(reason);
    for (String command : List.of("apply", "diff")) {
      CliRun run = run(CLUSTER, command, "-f", "-", "--mode=ipvs");
      assertEquals(status, run.status(), command);
      assertTrue(run.err().contains(words), run.err());
    }
    assertEquals(status, run("", "dump", "--mode=ipvs").status());
    assertEquals(status, run("", "cleanup", "--mode=ipvs").status());
  }

  @Test
  void aDifferenceThatStaysIsListed() {
    ipvs.forgets();
    CliRun run = apply(CLUSTER);
    assertEquals(1, run.status());
    assertTrue(run.err().contains("the kernel does not hold what was applied"), run.err());
    assertTrue(run.err().contains("\n  sysctl -w net.ipv4.ip_forward=1\n"), run.err());
    assertTrue(run.err().contains(" more\n"), run.err());
  }

  @Test
  void bothFamiliesAreApplied() {
    CliRun run = apply(Yaml.DUAL);
    assertEquals(0, run.status(), run.err());
    assertEquals(1, state().servers().size());
    assertEquals(1, ipvs.state(IpFamily.IPV6).servers().size());
    assertEquals("1", ipvs.state(IpFamily.IPV6).sysctls().get("net.ipv6.conf.all.forwarding"));
  }

  @Test
  void aDifferenceIsShownByServiceInTheSyntaxOfTheCommands() {
    apply(CLUSTER);
    String moved = CLUSTER.replace("10.244.2.10", "10.244.2.11");
    CliRun run = run(moved, "diff", "-f", "-", "--mode=ipvs");
    assertEquals(
        new CliRun(
            1,
            """
            --- kernel\tIPv4
            +++ objects\tIPv4
            @@ -1,2 +1,2 @@ ipvsadm: default/web:http (TCP)
            +-a -t 10.96.0.10:80 -r 10.244.2.11:8080 -m -w 1
            +-a -t 192.0.2.11:30080 -r 10.244.2.11:8080 -m -w 1
            --a -t 10.96.0.10:80 -r 10.244.2.10:8080 -m -w 1
            --a -t 192.0.2.11:30080 -r 10.244.2.10:8080 -m -w 1
            """,
            ""),
        run);
    CliRun json = run(moved, "diff", "-f", "-", "--mode=ipvs", "-o", "json");
    assertTrue(json.out().contains("\"cause\": \"ipvsadm: default/web:http (TCP)\""), json.out());
  }

  @Test
  void aServiceThatIsGoneIsShownAsGone() {
    apply(CLUSTER);
    CliRun run = run(Yaml.DUAL, "diff", "-f", "-", "--mode=ipvs", "--family=ipv4");
    assertEquals(1, run.status());
    assertTrue(
        run.out().contains(" @@ ipvsadm: services that are gone\n--A -t 10.96.0.10:80 -s rr"));
    assertTrue(run.out().contains("\n-add KUBE-CLUSTER-IP 10.96.0.10,tcp:80\n"), run.out());
    assertTrue(run.out().contains("\n-inet 10.96.0.10/32 scope global\n"), run.out());
  }

  @Test
  void anotherProgramShowsTwoFiles() {
    apply(CLUSTER);
    CliRun run =
        new TestProcess()
            .on(kernel)
            .on(ipvs)
            .with("SVCRULES_EXTERNAL_DIFF", "diff -u")
            .run(withoutSecondEndpoint(CLUSTER), "diff", "-f", "-", "--mode=ipvs");
    assertEquals(1, run.status(), run.err());
    assertTrue(
        run.out().contains("\n--a -t 10.96.0.10:80 -r 10.244.2.10:8080 -m -w 1\n"), run.out());
    assertFalse(run.out().contains("\n+-a"), run.out());
  }

  @Test
  void aDumpShowsWhatIsOursAsTheCommandsPrintIt() {
    putForeign();
    apply(CLUSTER);
    CliRun run = run("", "dump", "--mode=ipvs", "--family=ipv4");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().startsWith("# IPv4: ipvsadm -Sn\n-A -t 10.96.0.10:80 -s rr\n"), run.out());
    assertTrue(run.out().contains("\n# IPv4: ipset save\ncreate KUBE-CLUSTER-IP "), run.out());
    assertTrue(
        run.out()
            .contains(
                "\n# IPv4: ip address show dev kube-ipvs0\ninet 10.96.0.10/32 scope global\n"),
        run.out());
    assertTrue(run.out().contains("\n# IPv4: iptables-nft-save\n*filter\n"), run.out());
    assertFalse(run.out().contains("198.51.100.1"), run.out());
  }

  @Test
  void aCleanupRemovesAllOfOursAndNothingElse() {
    putForeign();
    apply(CLUSTER);
    CliRun run = run("", "cleanup");
    assertEquals(0, run.status(), run.err());
    assertEquals("-A -t 198.51.100.1:443 -s wlc\n", IpvsadmText.write(state().servers().values()));
    assertTrue(state().sets().isEmpty());
    assertFalse(state().device());
    assertFalse(rules().contains("KUBE-"), rules());
    assertTrue(run.err().contains("IPv4 ipvs: -2 virtual servers, "), run.err());
    assertTrue(
        run.err().contains("setting is left, as others may need it: net.ipv4.ip_forward=1"),
        run.err());
  }

  @Test
  void aDryRunOfACleanupSaysItAllInOrderAndChangesNothing() {
    apply(Yaml.DUAL);
    CliRun run = run("", "cleanup", "--dry-run");
    assertEquals(0, run.status(), run.err());
    assertTrue(state().device());
    String out = run.out();
    assertTrue(out.indexOf("-X KUBE-IPVS-FILTER") < out.indexOf("ipset destroy"), out);
    assertTrue(out.indexOf("ipvsadm -D") < out.indexOf("ipset destroy"), out);
    assertTrue(
        out.endsWith(
            """
            sysctl -w net.ipv4.vs.expire_quiescent_template=0
            sysctl -w net.ipv4.ip_forward=0
            sysctl -w net.ipv6.conf.all.forwarding=0
            ip link del kube-ipvs0
            """),
        out);
    assertEquals(out.indexOf("ip link del"), out.lastIndexOf("ip link del"));
    assertFalse(out.contains("# ipvs"), out);
  }

  @Test
  void aSetOfOthersUnderANameOfOursHoldsUpItsFamilyAndIsNotTouched() {
    ipvs.putOtherSet(IpFamily.IPV4, "KUBE-CLUSTER-IP", "hash:net");
    kernel.holds(IpFamily.IPV4, IptablesVariant.NFT, "*nat\n:KUBE-SERVICES - [0:0]\nCOMMIT\n");
    String before = rules();
    CliRun run = apply(Yaml.DUAL + Yaml.NODE);
    assertEquals(5, run.status(), run.err());
    assertTrue(
        run.err()
            .contains(
                "IPv4: set of others under a name of ours is left alone: KUBE-CLUSTER-IP of type"
                    + " hash:net"),
        run.err());
    assertFalse(run.err().contains("IPv4: nothing to change"), run.err());
    String heldUp = "IPv4: nothing is changed while sets of others have names of ours, ";
    assertTrue(run.err().contains(heldUp), run.err());
    assertTrue(apply(Yaml.DUAL + Yaml.NODE, "--dry-run").err().contains(heldUp));
    assertTrue(state().servers().isEmpty() && state().sets().isEmpty(), ipvs.commands()::toString);
    assertEquals(before, rules(), "the other mode serves on");
    assertFalse(ipvs.state(IpFamily.IPV6).servers().isEmpty(), "the other family is served");
    CliRun cleanup = run("", "cleanup");
    assertEquals(0, cleanup.status(), cleanup.err());
    assertFalse(cleanup.err().contains("nothing is changed while"), cleanup.err());
  }

  @Test
  void aSchedulerThatTheKernelLacksIsNamedAndTheUsualOneServes() {
    ipvs.lacks("mh");
    String yaml =
        CLUSTER.replace(
            "{name: web, namespace: default, ",
            "{name: web, namespace: default, annotations: {svcrules.io/ipvs-scheduler: mh}, ");
    for (String[] more : new String[][] {{"--dry-run"}, {}}) {
      CliRun run = apply(yaml, more);
      assertEquals(0, run.status(), run.err());
      assertTrue(
          run.err()
              .contains(
                  "IPv4: scheduler mh (module ip_vs_mh) is missing: services that ask for it are"
                      + " served by that of --ipvs-scheduler"),
          run.err());
    }
    assertTrue(
        IpvsadmText.write(state().servers().values()).startsWith("-A -t 10.96.0.10:80 -s rr\n"));
  }

  @Test
  void whatTheKernelLacksIsInTheJsonOfApplyAndDiffAlike() {
    ipvs.lacks("mh");
    String yaml =
        CLUSTER.replace(
            "{name: web, namespace: default, ",
            "{name: web, namespace: default, annotations: {svcrules.io/ipvs-scheduler: mh}, ");
    CliRun planned = apply(yaml, "-o", "json", "--dry-run");
    CliRun applied = apply(yaml, "-o", "json");
    CliRun diff = run(yaml, "diff", "-f", "-", "--mode=ipvs", "-o", "json");
    assertEquals(0, diff.status(), "the same servers once more");
    for (CliRun run : List.of(planned, applied, diff)) {
      String out = run.out().replaceAll("\\s+", " ");
      assertTrue(
          out.contains(
              "\"lacking\": [ { \"capability\": \"scheduler mh (module ip_vs_mh)\", \"cost\":"
                  + " \"services that ask for it are served by that of --ipvs-scheduler\" } ]"),
          out);
      assertTrue(run.err().contains("IPv4: scheduler mh (module ip_vs_mh) is missing"), run.err());
    }
    assertTrue(apply(CLUSTER, "-o", "json").out().contains("\"lacking\": []"));
  }

  @Test
  void withoutTheUsualSchedulerNothingIsChanged() {
    ipvs.lacks("rr");
    CliRun run = apply(CLUSTER);
    assertEquals(3, run.status(), run.err());
    assertTrue(run.err().contains("the kernel lacks scheduler rr (module ip_vs_rr)"), run.err());
    assertEquals(List.of(), ipvs.commands());
    kernel.lacks(Capability.SET);
    CliRun other = apply(CLUSTER, "--ipvs-scheduler=lc");
    assertEquals(3, other.status(), other.err());
    assertTrue(other.err().contains("lacks match set"), other.err());
    assertEquals(List.of(), ipvs.commands());
  }

  @Test
  void onlyOneModeMayBeCleaned() {
    apply(CLUSTER);
    assertEquals(0, run("", "cleanup", "--mode=iptables").status());
    assertTrue(rules().contains("KUBE-SERVICES"), "shared chains are of the mode in charge");
    assertEquals(0, apply(CLUSTER).status());
    assertTrue(run(CLUSTER, "diff", "-f", "-", "--mode=ipvs").out().isEmpty());
    assertEquals(0, run("", "cleanup", "--mode=ipvs").status());
    assertFalse(rules().contains("KUBE-"), rules());
    assertFalse(state().device());
  }

  @Test
  void aMachineWithoutIpvsIsCleanedWithoutAWordAboutIt() {
    ipvs.fails(IpvsRefusal.UNAVAILABLE);
    run(CLUSTER, "apply", "-f", "-");
    CliRun run = run("", "cleanup");
    assertEquals(0, run.status(), run.err());
    assertFalse(run.err().contains("ipvs"), run.err());
  }

  @Test
  void whatAnExcludedNetworkHoldsIsNotCleaned() {
    apply(CLUSTER);
    CliRun run = run("", "cleanup", "--ipvs-exclude-cidrs=10.96.0.0/16");
    assertEquals(0, run.status(), run.err());
    assertEquals(1, state().servers().size());
    assertEquals(1, state().addresses().size());
  }

  @Test
  void oneApplyTakesANodeFromIptablesToIpvs() {
    assertEquals(0, run(CLUSTER, "apply", "-f", "-").status());
    assertTrue(rules().contains(":KUBE-SVC-"), rules());
    CliRun difference = run(CLUSTER, "diff", "-f", "-", "--mode=ipvs");
    assertEquals(1, difference.status());
    assertTrue(difference.out().contains("\n--A KUBE-SVC-"), difference.out());
    CliRun run = apply(CLUSTER);
    assertEquals(0, run.status(), run.err());
    assertTrue(run.err().contains("svcrules: IPv4 mode iptables: -"), run.err());
    assertFalse(rules().contains("KUBE-SVC-"), rules());
    assertFalse(rules().contains("KUBE-NODEPORTS"), rules());
    assertEquals(0, run(CLUSTER, "diff", "-f", "-", "--mode=ipvs").status());
  }

  private void serveInBothVariants(String yaml) {
    assertEquals(0, apply(yaml, "--iptables-variant=legacy").status());
    assertEquals(0, apply(yaml, "--iptables-variant=nft").status());
  }

  private String legacyRules() {
    return kernel.saved(IpFamily.IPV4, IptablesVariant.LEGACY);
  }

  @Test
  void whoServesByOneVariantMayFollowTheAdviceToCleanTheOther() {
    assertEquals(0, apply(CLUSTER, "--iptables-variant=legacy").status());
    CliRun run = apply(CLUSTER, "--iptables-variant=nft");
    assertEquals(0, run.status(), run.err());
    assertTrue(
        run.err()
            .contains(
                "warning: iptables-legacy-save shows rules of services, too, which stay as they"
                    + " are; svcrules cleanup --iptables-variant=legacy --family=ipv4 removes"
                    + " them"),
        run.err());
    assertEquals(0, run("", "cleanup", "--iptables-variant=legacy", "--family=ipv4").status());
    CliRun after = apply(CLUSTER, "--iptables-variant=nft");
    assertTrue(after.err().matches("svcrules: IPv4: nothing to change, \\d+ ms\n"), after.err());
  }

  @ParameterizedTest
  @CsvSource({"LEGACY, iptables-nft-save", "NFT, iptables-legacy-save"})
  void aCleanupOfOneVariantLeavesWhatRulesInTheOtherNeed(IptablesVariant gone, String other) {
    serveInBothVariants(CLUSTER);
    IpvsState before = state();
    String variant = "--iptables-variant=" + gone.word();
    CliRun dry = run("", "cleanup", variant, "--dry-run");
    assertTrue(dry.out().contains("-X KUBE-IPVS-FILTER"), dry.out());
    assertFalse(dry.out().contains("ipset"), dry.out());
    assertFalse(dry.out().contains("sysctl"), dry.out());
    for (CliRun run : List.of(dry, run("", "cleanup", variant))) {
      assertEquals(0, run.status(), run.err());
      assertTrue(
          run.err()
              .contains(
                  "warning: IPv4: virtual servers, sets, addresses and settings are left, as rules"
                      + " in the other variant of iptables need them: "
                      + other
                      + "; svcrules cleanup without --iptables-variant removes all\n"),
          run.err());
    }
    assertFalse(kernel.saved(IpFamily.IPV4, gone).contains("KUBE-"));
    assertEquals(before.servers(), state().servers());
    assertEquals(before.sets(), state().sets());
    assertEquals(before.addresses(), state().addresses());
    assertEquals(before.sysctls(), state().sysctls());
    CliRun json = run("", "cleanup", variant, "-o", "json");
    assertTrue(json.out().contains("\"kind\": \"other-variant\""), json.out());

    assertEquals(0, run("", "cleanup").status());
    assertTrue(state().sets().isEmpty() && state().servers().isEmpty());
    assertFalse(state().device());
  }

  @Test
  void aCleanupOfTheOnlyVariantThereIsRemovesAll() {
    apply(CLUSTER);
    assertEquals(0, run("", "cleanup", "--iptables-variant=nft").status());
    assertTrue(state().sets().isEmpty() && state().servers().isEmpty());
  }

  @Test
  void whatAVariantThatIsNotThereNeedsIsNothingAndWhatCannotBeReadMayBeSomething() {
    apply(CLUSTER);
    kernel.fails(IpFamily.IPV4, IptablesVariant.LEGACY, Kind.REFUSED);
    CliRun run = run("", "cleanup", "--iptables-variant=nft");
    assertEquals(1, run.status(), run.err());
    assertTrue(run.err().contains("IPv4 ipvs: told to fail"), run.err());
    assertFalse(state().servers().isEmpty());
    kernel.fails(IpFamily.IPV4, IptablesVariant.LEGACY, Kind.UNAVAILABLE);
    assertEquals(0, run("", "cleanup", "--iptables-variant=nft").status());
    assertTrue(state().servers().isEmpty());
  }

  @Test
  void aDryRunOfACleanupOfBothVariantsDestroysTheSets() {
    serveInBothVariants(CLUSTER);
    CliRun dry = run("", "cleanup", "--dry-run");
    assertTrue(dry.out().contains("ipset destroy KUBE-CLUSTER-IP\n"), dry.out());
    assertFalse(dry.err().contains("set is left"), dry.err());
  }

  @Test
  void aSwitchToModeIptablesRemovesRulesOfModeIpvsInBothVariants() {
    String both = Yaml.DUAL + Yaml.NODE;
    serveInBothVariants(both);
    String[] switching = with(new String[] {"apply", "-f", "-"}, DETECTOR);
    CliRun dry = run(both, with(switching, "--dry-run"));
    int rules = dry.out().indexOf("iptables-legacy-restore --noflush");
    int sets = dry.out().indexOf("ipset destroy KUBE-CLUSTER-IP\n");
    assertTrue(rules > 0 && rules < sets, dry.out());
    assertFalse(dry.err().contains("set is left"), dry.err());
    CliRun run = run(both, with(switching, "-o", "json"));
    assertEquals(0, run.status(), run.err());
    assertTrue(run.err().contains("svcrules: IPv4 mode ipvs legacy: -"), run.err());
    assertTrue(run.out().contains("\"variant\": \"legacy\""), run.out());
    assertFalse(run.err().contains("shows rules of services, too"), run.err());
    assertFalse(legacyRules().contains("KUBE-"), legacyRules());
    for (IpFamily family : IpFamily.values()) {
      assertEquals(List.of(), List.copyOf(ipvs.state(family).sets().keySet()));
    }
    assertFalse(state().device());
    assertEquals(0, run(both, with(new String[] {"diff", "-f", "-"}, DETECTOR)).status());
  }

  @Test
  void aFamilyWithoutServicesKeepsNoSetsAcrossASwitch() {
    String both = CLUSTER + "---\n" + Yaml.DUAL;
    apply(both);
    String[] switching = with(new String[] {"apply", "-f", "-"}, DETECTOR);
    assertEquals(0, run(both, switching).status());
    assertEquals(List.of(), List.copyOf(ipvs.state(IpFamily.IPV6).sets().keySet()));
  }

  @Test
  void aSwitchGoesOnIfTheOtherVariantCannotBeReadAndTellsWhatItHolds() {
    serveInBothVariants(CLUSTER);
    kernel.fails(IpFamily.IPV4, IptablesVariant.LEGACY, Kind.REFUSED);
    CliRun run = run(CLUSTER, with(new String[] {"apply", "-f", "-"}, DETECTOR));
    assertEquals(1, run.status(), run.err());
    assertTrue(run.err().contains("IPv4 mode ipvs legacy: told to fail"), run.err());
    assertTrue(
        run.err()
            .contains("set is left, as a rule or a set that stays refers to it: KUBE-CLUSTER-IP"),
        run.err());
    assertTrue(state().servers().isEmpty(), "they serve nobody");
    assertFalse(rules().contains("KUBE-IPVS"), rules());
  }

  @Test
  void rulesOfModeIptablesServeUntilTheServersAreThere() {
    run(CLUSTER, "apply", "-f", "-");
    apply(CLUSTER);
    List<String> commands = ipvs.commands();
    assertTrue(
        commands.indexOf("iptables-restore --noflush # filter, nat, mangle")
            > commands.indexOf("ipvsadm -a -t 10.96.0.10:80 -r 10.244.2.10:8080 -m -w 1"),
        commands.toString());
  }

  @Test
  void modeIptablesStaysIfModeIpvsCannotBeCompleted() {
    run(CLUSTER, "apply", "-f", "-");
    ipvs.refuses(change -> change.command().startsWith("ip link add"));
    assertEquals(1, apply(CLUSTER).status());
    assertEquals(0, run(CLUSTER, "diff", "-f", "-").status());
  }

  @Test
  void oneApplyTakesANodeFromIpvsToIptables() {
    apply(CLUSTER, DETECTOR);
    CliRun difference = run(CLUSTER, with(new String[] {"diff", "-f", "-"}, DETECTOR));
    assertEquals(1, difference.status());
    assertTrue(difference.out().contains("\n--A -t 10.96.0.10:80 -s rr\n"), difference.out());
    CliRun run = run(CLUSTER, with(new String[] {"apply", "-f", "-"}, DETECTOR));
    assertEquals(0, run.status(), run.err());
    assertTrue(run.err().contains("svcrules: IPv4 mode ipvs: -2 virtual servers, "), run.err());
    assertTrue(state().servers().isEmpty());
    assertFalse(state().device());
    assertFalse(rules().contains("KUBE-IPVS"), rules());
    assertFalse(rules().contains("KUBE-NODE-PORT "), rules());
    assertEquals(0, run(CLUSTER, with(new String[] {"diff", "-f", "-"}, DETECTOR)).status());
  }

  @Test
  void connectionsOfServersThatGoAreDrainedAcrossTheSwitch() {
    apply(CLUSTER, DETECTOR);
    ipvs.connect(WEB_POD, 2);
    String[] iptables = with(new String[] {"apply", "-f", "-", "--drain-timeout=1m"}, DETECTOR);
    CliRun run = run(CLUSTER, iptables);
    assertEquals(0, run.status(), run.err());
    assertTrue(run.err().contains("is drained: 2 connections, 60 s left"), run.err());
    assertTrue(state().device());
    assertEquals(1, state().servers().size());
    ipvs.connect(WEB_POD, 0);
    assertEquals(0, run(CLUSTER, iptables).status());
    assertFalse(state().device());
    assertTrue(state().servers().isEmpty());
  }

  @Test
  void aDryRunOfASwitchShowsBothHalvesInOrder() {
    run(CLUSTER, "apply", "-f", "-");
    CliRun run = apply(CLUSTER, "--dry-run");
    assertEquals(0, run.status(), run.err());
    int serving = run.out().indexOf("ipvsadm -a -t 10.96.0.10:80");
    int removing = run.out().indexOf("-X KUBE-SVC-");
    assertTrue(serving > 0 && removing > serving, run.out());
    assertFalse(run.out().contains("-X KUBE-MARK-MASQ"), run.out());
    assertEquals(0, run(CLUSTER, "diff", "-f", "-").status());
  }

  @Test
  void aSettingOfModeIptablesIsPutBackBeforeItsRulesGo() {
    assertEquals(0, run(CLUSTER, "apply", "-f", "-").status());
    assertEquals(Optional.of("1"), routeLocalnet());
    String command = "# IPv4 mode iptables: sysctl -w " + FakeEffects.ROUTE_LOCALNET + "=0\n";
    CliRun dry = apply(CLUSTER, "--dry-run");
    int gone = dry.out().indexOf("\n-X KUBE-FIREWALL\n");
    assertTrue(gone > 0 && dry.out().indexOf(command) < gone, dry.out());
    assertTrue(dry.out().contains(command), dry.out());
    assertEquals(Optional.of("1"), routeLocalnet());
    CliRun json = apply(CLUSTER, "-o", "json");
    assertEquals(0, json.status(), json.err());
    assertTrue(json.out().contains("\"name\": \"" + FakeEffects.ROUTE_LOCALNET), json.out());
    assertEquals(Optional.of("0"), routeLocalnet());
    assertFalse(apply(CLUSTER).err().contains("mode iptables"), "nothing is left to put back");
  }

  @Test
  void aSettingOfModeIptablesStaysWhileItsRulesDo() {
    run(CLUSTER, "apply", "-f", "-");
    ipvs.refuses(change -> change.command().startsWith("ip link add"));
    apply(CLUSTER);
    assertEquals(Optional.of("1"), routeLocalnet());
    run("", "cleanup", "--mode=ipvs");
    assertEquals(Optional.of("1"), routeLocalnet());
  }

  private Optional<String> routeLocalnet() {
    return kernel.effects().settings().read(FakeEffects.ROUTE_LOCALNET);
  }

  @Test
  void flowsOfRealServersThatGoAreForgottenUnlessTheyAreToBeLeftAlone() {
    String dns =
        CLUSTER
            .replace("protocol: TCP", "protocol: UDP")
            .replace("port: 80, nodePort", "protocol: UDP, port: 80, nodePort");
    assertFalse(apply(dns, "--dry-run", "--conntrack=off").out().contains("conntrack -D"));
    assertTrue(apply(dns, "--dry-run").out().contains("conntrack -D"));
    apply(dns, "--conntrack=off");
    apply(withoutSecondEndpoint(dns), "--conntrack=off");
    assertTrue(ipvs.commands().stream().noneMatch(command -> command.startsWith("conntrack")));
    apply(dns);
    apply(withoutSecondEndpoint(dns));
    assertTrue(ipvs.commands().stream().anyMatch(command -> command.startsWith("conntrack -D")));
  }
}
