// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.IptablesFixtures;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.StatisticMatch;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.Verdict;
import io.svcrules.iptables.check.Finding.Kind;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.model.IpFamily;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StructureCheckTest {

  static Stream<Path> golden() {
    return IptablesFixtures.golden().stream();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void realFilesHaveNoFindings(Path file) {
    Ruleset ruleset =
        IptablesTextParser.parseSaved(IptablesFixtures.family(file), IptablesFixtures.read(file))
            .orThrow();
    assertEquals(List.of(), StructureCheck.findings(ruleset));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-A INPUT -j NOPE|MISSING_CHAIN|INPUT",
        "-A INPUT -g NOPE|MISSING_CHAIN|INPUT",
        ":KUBE-A -; -A KUBE-A -j ACCEPT|UNREACHABLE|KUBE-A",
        ":KUBE-SVC-A -; -A INPUT -j KUBE-SVC-A|EMPTY,LOST_SHARE|KUBE-SVC-A",
        ":KUBE-SEP-A -; -A INPUT -j KUBE-SEP-A|EMPTY|KUBE-SEP-A",
        ":KUBE-EXT-A -; -A INPUT -j KUBE-EXT-A|EMPTY|KUBE-EXT-A",
        ":A -; -A A -j A|LOOP|A",
        ":KUBE-12345678901234567890123X -|LONG_NAME,UNREACHABLE,EMPTY|KUBE-12345678901234567890123X",
        ":KUBE-SERVICES -; :KUBE-NODEPORTS -; -A INPUT -j KUBE-SERVICES; -A KUBE-SERVICES -j KUBE-NODEPORTS; -A KUBE-SERVICES -j DROP|NODE_PORTS_NOT_LAST|KUBE-SERVICES",
        ":KUBE-SVC-A -; :KUBE-SEP-A -; :KUBE-SEP-B -; -A INPUT -j KUBE-SVC-A; -A KUBE-SEP-A -j DROP; -A KUBE-SEP-B -j DROP; -A KUBE-SVC-A -m statistic --mode random --probability 0.5 -j KUBE-SEP-A; -A KUBE-SVC-A -m statistic --mode random --probability 0.5 -j KUBE-SEP-B|LOST_SHARE,UNEVEN_SHARES|KUBE-SVC-A",
        ":KUBE-SVL-A -; :KUBE-SEP-A -; :KUBE-SEP-B -; -A INPUT -j KUBE-SVL-A; -A KUBE-SEP-A -j DROP; -A KUBE-SEP-B -j DROP; -A KUBE-SVL-A -m statistic --mode random --probability 0.4999999 -j KUBE-SEP-A; -A KUBE-SVL-A -j KUBE-SEP-B|UNEVEN_SHARES|KUBE-SVL-A",
      })
  void eachFaultIsFound(String lines, String kinds, String chain) {
    String text =
        "*nat\n:PREROUTING ACCEPT\n:INPUT ACCEPT\n" + lines.replace("; ", "\n") + "\nCOMMIT\n";
    List<Finding> findings =
        StructureCheck.findings(IptablesTextParser.parseSaved(IpFamily.IPV4, text).orThrow());
    assertEquals(
        Stream.of(kinds.split(",")).map(kind -> Kind.valueOf(kind) + " " + chain).toList(),
        findings.stream().map(finding -> finding.kind() + " " + finding.chain()).toList());
  }

  @Test
  void aLongCommentIsFound() {
    String text =
        "*nat\n:INPUT ACCEPT\n-A INPUT -m comment --comment \"" + "é".repeat(128) + "\"\nCOMMIT\n";
    assertEquals(
        List.of(Kind.LONG_COMMENT),
        StructureCheck.findings(IptablesTextParser.parseSaved(IpFamily.IPV4, text).orThrow())
            .stream()
            .map(Finding::kind)
            .toList());
  }

  @Test
  void chainsThatListServicesMayBeEmpty() {
    String text =
        """
        *filter
        :INPUT ACCEPT
        :KUBE-SERVICES -
        :KUBE-NODEPORTS -
        :KUBE-EXTERNAL-SERVICES -
        :KUBE-PROXY-FIREWALL -
        -A INPUT -j KUBE-SERVICES
        -A INPUT -j KUBE-NODEPORTS
        -A INPUT -j KUBE-EXTERNAL-SERVICES
        -A INPUT -j KUBE-PROXY-FIREWALL
        COMMIT
        """;
    assertEquals(
        List.of(),
        StructureCheck.findings(IptablesTextParser.parseSaved(IpFamily.IPV4, text).orThrow()));
  }

  @Property(tries = 200)
  void oneInSoManyIsEvenForAnyNumberOfEndpoints(@ForAll @IntRange(min = 1, max = 2000) int n) {
    List<Chain> chains = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      String name = "KUBE-SEP-" + i;
      chains.add(Chain.of(name, List.of(Rule.of(Verdict.ACCEPT))));
      rules.add(
          n - i == 1
              ? Rule.of(new Jump(name))
              : Rule.of(new Jump(name), StatisticMatch.oneOf(n - i)));
    }
    chains.add(Chain.of("KUBE-SVC-A", rules));
    chains.add(Chain.of("PREROUTING", List.of(Rule.of(new Jump("KUBE-SVC-A")))));
    assertEquals(
        List.of(),
        StructureCheck.findings(
            Ruleset.of(IpFamily.IPV4, List.of(TableRules.of(Table.NAT, chains)))));
  }
}
