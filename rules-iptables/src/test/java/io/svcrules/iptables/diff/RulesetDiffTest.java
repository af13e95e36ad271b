// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Change;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.plan.Cause;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.PlanStep;
import io.svcrules.iptables.plan.TablePlan;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.model.IpFamily;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Protocol;
import io.svcrules.model.ServicePortName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class RulesetDiffTest {
  private static final Cause WEB = cause("web");
  private static final Cause API = cause("api");

  private static final String KERNEL =
      """
      *nat
      :PREROUTING ACCEPT [0:0]
      :KUBE-SERVICES - [0:0]
      :KUBE-SVC-WEB - [0:0]
      :KUBE-SEP-ONE - [0:0]
      :KUBE-SEP-TWO - [0:0]
      :MINE - [0:0]
      -A PREROUTING -j MINE
      -A PREROUTING -j KUBE-SERVICES
      -A KUBE-SERVICES -d 10.0.0.1/32 -j KUBE-SVC-WEB
      -A KUBE-SERVICES -d 10.0.0.2/32 -j KUBE-MARK-MASQ
      -A KUBE-SVC-WEB -s 10.1.0.1/32 -j ACCEPT
      -A KUBE-SVC-WEB -s 10.1.0.2/32 -j ACCEPT
      -A KUBE-SVC-WEB -s 10.1.0.3/32 -j ACCEPT
      -A KUBE-SVC-WEB -s 10.1.0.4/32 -j ACCEPT
      -A KUBE-SVC-WEB -s 10.1.0.5/32 -j KUBE-SEP-ONE
      -A KUBE-SEP-ONE -j ACCEPT
      -A KUBE-SEP-TWO -j ACCEPT
      COMMIT
      """;

  private static Cause cause(String service) {
    return new Cause.ServicePort(
        new ServicePortName(new NamespacedName("default", service), "http", Protocol.TCP));
  }

  private static Ruleset kernel() {
    return IptablesTextParser.parseSaved(
            IpFamily.IPV4, KERNEL.replace(":MINE", ":KUBE-MARK-MASQ - [0:0]\n:MINE"))
        .orThrow();
  }

  private static Rule rule(String words) {
    String chains = ":A - [0:0]\n:KUBE-SVC-API - [0:0]\n:KUBE-SVC-WEB - [0:0]\n";
    return IptablesTextParser.parseSaved(
            IpFamily.IPV4, "*nat\n" + chains + "-A A " + words + "\nCOMMIT\n")
        .orThrow()
        .table(Table.NAT)
        .chains()
        .get("A")
        .rules()
        .get(0);
  }

  private static RulesetDiff diff(PlanStep... steps) {
    TablePlan table = new TablePlan(Table.NAT, List.of(), List.of(steps));
    return RulesetDiff.of(
        kernel(), new IptablesPlan(IpFamily.IPV4, List.of(table), new TreeSet<>()));
  }

  private static PlanStep step(Change change, Cause cause) {
    return new PlanStep(change, cause);
  }

  private static String text(RulesetDiff diff) throws IOException {
    List<String> lines = new ArrayList<>();
    UnifiedDiff.write(diff, "kernel", "objects", lines::add);
    return String.join("\n", lines);
  }

  @Test
  void nothingChangedIsNoText() throws IOException {
    assertTrue(diff().isEmpty());
    assertEquals("", text(diff()));
  }

  @Test
  void aServiceChainIsShownWithItsContextAndWithTheEndpointThatLeft() throws IOException {
    RulesetDiff diff =
        diff(
            step(new Change.DeleteRule("KUBE-SVC-WEB", webToOne()), WEB),
            step(new Change.Flush("KUBE-SEP-ONE"), Cause.Common.GONE),
            step(new Change.Delete("KUBE-SEP-ONE"), Cause.Common.GONE));
    assertEquals(
        """
        --- kernel\tIPv4
        +++ objects\tIPv4
        @@ -3,6 +3,3 @@ nat: default/web:http (TCP)
         -A KUBE-SVC-WEB -s 10.1.0.2/32 -j ACCEPT
         -A KUBE-SVC-WEB -s 10.1.0.3/32 -j ACCEPT
         -A KUBE-SVC-WEB -s 10.1.0.4/32 -j ACCEPT
        --A KUBE-SVC-WEB -s 10.1.0.5/32 -j KUBE-SEP-ONE
        -:KUBE-SEP-ONE - [0:0]
        --A KUBE-SEP-ONE -j ACCEPT""",
        text(diff));
  }

  private static Rule webToOne() {
    return kernel().table(Table.NAT).chains().get("KUBE-SVC-WEB").rules().get(4);
  }

  @Test
  void aSharedChainIsShownWithTheRulesThatChangeOnly() throws IOException {
    RulesetDiff diff =
        diff(
            step(new Change.CreateOrFlush("KUBE-SVC-API"), API),
            step(new Change.Insert("KUBE-SERVICES", 1, rule("-d 10.0.0.9/32 -j ACCEPT")), API),
            step(new Change.Insert("KUBE-SERVICES", 1, rule("-d 10.0.0.8/32 -j ACCEPT")), API));
    assertEquals(
        """
        --- kernel\tIPv4
        +++ objects\tIPv4
        @@ -0,0 +1,3 @@ nat: default/api:http (TCP)
        +:KUBE-SVC-API - [0:0]
        +-A KUBE-SERVICES -d 10.0.0.8/32 -j ACCEPT
        +-A KUBE-SERVICES -d 10.0.0.9/32 -j ACCEPT""",
        text(diff));
  }

  @Test
  void servicesComeFirstThenBaseThenWhatIsGone() {
    RulesetDiff diff =
        diff(
            step(new Change.Flush("KUBE-SEP-TWO"), Cause.Common.GONE),
            step(
                new Change.Insert("PREROUTING", 1, rule("-s 10.9.0.0/16 -j ACCEPT")),
                Cause.Common.BASE),
            step(new Change.Append("KUBE-SERVICES", rule("-d 10.0.0.1/32 -j ACCEPT")), WEB),
            step(new Change.Append("KUBE-SERVICES", rule("-d 10.0.0.2/32 -j ACCEPT")), API));
    assertEquals(
        List.of(API, WEB, Cause.Common.BASE, Cause.Common.GONE),
        diff.groups().stream().map(DiffGroup::cause).toList());
  }

  @Test
  void aChainThatIsWrittenAnewAsItWasIsNoDifference() {
    List<PlanStep> steps = new ArrayList<>();
    steps.add(step(new Change.CreateOrFlush("KUBE-SVC-WEB"), WEB));
    for (Rule rule : kernel().table(Table.NAT).chains().get("KUBE-SVC-WEB").rules()) {
      steps.add(step(new Change.Append("KUBE-SVC-WEB", rule), WEB));
    }
    assertTrue(diff(steps.toArray(PlanStep[]::new)).isEmpty());
  }

  @Test
  void changesFarApartAreTwoHunks() throws IOException {
    List<String> before = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      before.add("line " + i);
    }
    List<String> after = new ArrayList<>(before);
    after.set(2, "two");
    after.set(16, "sixteen");
    DiffGroup group = new DiffGroup(Table.NAT, WEB, LineDiff.of(before, after));
    String text = text(new RulesetDiff(IpFamily.IPV4, List.of(group, group)));
    assertEquals(
        List.of(
            "@@ -1,6 +1,6 @@ nat: default/web:http (TCP)",
            "@@ -14,7 +14,7 @@ nat: default/web:http (TCP)",
            "@@ -21,6 +21,6 @@ nat: default/web:http (TCP)",
            "@@ -34,7 +34,7 @@ nat: default/web:http (TCP)"),
        text.lines().filter(line -> line.startsWith("@@")).toList());
  }

  @Test
  void ourRulesAreOurChainsAndTheJumpsThere() {
    String ours =
        KERNEL
            .replace(":MINE - [0:0]\n", ":KUBE-MARK-MASQ - [0:0]\n")
            .replace("-A PREROUTING -j MINE\n", "");
    assertEquals(ours, RulesetWriter.saved(OurRules.of(kernel())));
  }
}
