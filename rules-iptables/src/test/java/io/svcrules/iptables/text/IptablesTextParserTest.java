// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.svcrules.iptables.Change;
import io.svcrules.iptables.IptablesFixtures;
import io.svcrules.iptables.OtherMatch;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.model.IpFamily;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IptablesTextParserTest {

  static Stream<Path> golden() {
    return IptablesFixtures.golden().stream();
  }

  private static Rule rule(IpFamily family, String text) {
    Change change =
        IptablesTextParser.parseInput(family, "*nat\n-A X " + text + "\nCOMMIT\n")
            .orThrow()
            .tables()
            .get(0)
            .changes()
            .get(0);
    return ((Change.Append) change).rule();
  }

  private static Change change(String line) {
    return IptablesTextParser.parseInput(IpFamily.IPV4, "*nat\n" + line + "\nCOMMIT\n")
        .orThrow()
        .tables()
        .get(0)
        .changes()
        .get(0);
  }

  private static String problem(String text) {
    return IptablesTextParser.parseSaved(IpFamily.IPV4, text).problems().toString();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void realFilesPrintAsTheyWereButForCountersAndOrderOfChains(Path file) {
    String text = IptablesFixtures.read(file);
    Ruleset ruleset = IptablesTextParser.parseSaved(IptablesFixtures.family(file), text).orThrow();
    assertEquals(
        text.lines().sorted().toList(),
        RulesetWriter.saved(ruleset).replace(" [0:0]", "").lines().sorted().toList());
  }

  // Left: what may be written. Right: what iptables-save 1.8.9 prints for it, legacy and nft.
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "-p 6 -m tcp --dport 80 -j ACCEPT|-p tcp -m tcp --dport 80 -j ACCEPT",
        "-p tcp --dport 80 -j ACCEPT|-p tcp -m tcp --dport 80 -j ACCEPT",
        "-p tcp --dport=80 -j ACCEPT|-p tcp -m tcp --dport 80 -j ACCEPT",
        "-m tcp -p tcp -d 10.0.0.1 --dport 80|-d 10.0.0.1/32 -p tcp -m tcp --dport 80",
        "-p tcp -m tcp --destination-port 80:80|-p tcp -m tcp --dport 80",
        "-p tcp -m tcp --dport 0:65535|-p tcp -m tcp",
        "-p tcp -m tcp --dport 0|-p tcp -m tcp --dport 0",
        "-p all -s 0.0.0.0/0 -d 0/0 -j ACCEPT|-j ACCEPT",
        "-p TCP|-p tcp",
        "-p 58|-p ipv6-icmp",
        "-p 200|-p 200",
        "-s 10.1.2.3/255.255.0.0|-s 10.1.0.0/16",
        "-s 10.1.2.3/255.0.255.0|-s 10.0.2.0/255.0.255.0",
        "-s 10.1/16|-s 10.1.0.0/16",
        "-s ! 10.0.0.1|! -s 10.0.0.1/32",
        "--source 10.0.0.1 --destination 10.0.0.2 --jump ACCEPT|-s 10.0.0.1/32 -d 10.0.0.2/32 -j ACCEPT",
        "--in-interface eth+ --out-interface + --goto C|-i eth+ -g C",
        "-m state --state ESTABLISHED,NEW|-m conntrack --ctstate NEW,ESTABLISHED",
        "-m conntrack ! --ctstate dnat,related|-m conntrack ! --ctstate RELATED,DNAT",
        "-m mark --mark 16384|-m mark --mark 0x4000",
        "-m mark ! --mark 1/0xff|-m mark ! --mark 0x1/0xff",
        "-j MARK --set-mark 1|-j MARK --set-xmark 0x1/0xffffffff",
        "-j MARK --set-mark 4/3|-j MARK --set-xmark 0x4/0x7",
        "-j MARK --or-mark 0x00004000|-j MARK --set-xmark 0x4000/0x4000",
        "-j MARK --xor-mark 0x4000|-j MARK --set-xmark 0x4000/0x0",
        "-j MARK --and-mark 0xff|-j MARK --set-xmark 0x0/0xffffff00",
        "-j MARK --set-xmark 3|-j MARK --set-xmark 0x3/0xffffffff",
        "-m statistic --probability 0.3333333333 --mode random|-m statistic --mode random --probability 0.33333333349",
        "-m recent --set|-m recent --set --name DEFAULT --mask 255.255.255.255 --rsource",
        "-m recent --name a --rcheck --seconds 9 --reap|-m recent --rcheck --seconds 9 --reap --name a --mask 255.255.255.255 --rsource",
        "-m addrtype --src-type local|-m addrtype --src-type LOCAL",
        "-m set --match-set a src,dst|-m set --match-set a src,dst",
        "-j REJECT|-j REJECT --reject-with icmp-port-unreachable",
        "-j REJECT --reject-with host-unreach|-j REJECT --reject-with icmp-host-unreachable",
        "-j REJECT -m comment --comment x --reject-with tcp-reset -p tcp|-p tcp -m comment --comment x -j REJECT --reject-with tcp-reset",
        "-m comment -m tcp -p tcp --comment x --dport 9|-p tcp -m comment --comment x -m tcp --dport 9",
        "-m comment --comment a.b -j X|-m comment --comment \"a.b\" -j X",
        "-m comment --comment a\"b\"|-m comment --comment ab",
        "-m comment --comment 'ab'|-m comment --comment \"\\'ab\\'\"",
        "-m comment --comment a\\b|-m comment --comment \"a\\\\b\"",
        "-m comment --comment -j -j X|-m comment --comment -j -j X",
        "-m string --string \"-j\" --algo bm -j X|-m string --string \"-j\" --algo bm -j X",
        "-p tcp -m multiport --dports 1,2|-p tcp -m multiport --dports 1,2",
        "-p tcp ! --syn|-p tcp -m tcp ! --syn",
        "-j DNAT --to-destination 10.0.0.1:80|-j DNAT --to-destination 10.0.0.1:80",
        "-j DNAT --to-destination 10.0.0.1|-j DNAT --to-destination 10.0.0.1",
        "-c 1 2 -j ACCEPT|-j ACCEPT",
        "-j LOG --log-prefix \"a b\"|-j LOG --log-prefix \"a b\"",
      })
  void allSpellingsOfARuleAreOneValue(String written, String saved) {
    Rule rule = rule(IpFamily.IPV4, written);
    assertEquals(saved, rule.toString());
    assertEquals(rule, rule(IpFamily.IPV4, saved));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-j REJECT|-j REJECT --reject-with icmp6-port-unreachable",
        "-j REJECT --reject-with adm-prohibited|-j REJECT --reject-with icmp6-adm-prohibited",
        "-s fd00::1/ffff::|-s fd00::/16",
        "-s fd00::1/ffff:0:ffff::|-s fd00::/ffff:0:ffff::",
        "-d ::/0 -p icmpv6|-p ipv6-icmp",
        "-d ::ffff:10.0.0.1|-d ::ffff:a00:1/128",
        "-j DNAT --to-destination [fd00::1]:80|-j DNAT --to-destination [fd00::1]:80",
      })
  void allSpellingsOfAnIpv6RuleAreOneValue(String written, String saved) {
    Rule rule = rule(IpFamily.IPV6, written);
    assertEquals(saved, rule.toString());
    assertEquals(rule, rule(IpFamily.IPV6, saved));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":X - [0:0]",
        ":INPUT DROP [0:0]",
        "-N X",
        "-F X",
        "-X X",
        "-P INPUT ACCEPT",
        "-A X -j ACCEPT",
        "-I X -j ACCEPT",
        "-I X 3 -j ACCEPT",
        "-D X -j ACCEPT",
        "-D X 2",
        "-R X 2 -j ACCEPT",
      })
  void everyKindOfChangePrintsAsItIsRead(String line) {
    StringBuilder printed = new StringBuilder();
    change(line).appendTo(printed);
    assertEquals(line, printed.toString());
  }

  @Test
  void longCommandsAreTheShortOnes() {
    assertEquals(change("-I X 2 -j ACCEPT"), change("--insert X 2 -j ACCEPT"));
    assertEquals(change("-A X -j ACCEPT"), change("[5:60] --append X -j ACCEPT"));
  }

  @Test
  void carriageReturnsBlankLinesAndRemarksMeanNothing() {
    assertEquals(
        IptablesTextParser.parseSaved(IpFamily.IPV4, "*nat\n:X -\n-A X -j ACCEPT\nCOMMIT\n")
            .value(),
        IptablesTextParser.parseSaved(
                IpFamily.IPV4,
                "# a\r\n\r\n*nat\r\n:X - [1:2]\r\n[1:2] -A X -j ACCEPT\r\nCOMMIT\r\n")
            .orThrow());
  }

  @Test
  void aChainMayBearTheNameOfATarget() {
    Ruleset ruleset =
        IptablesTextParser.parseSaved(
                IpFamily.IPV4, "*nat\n:LOG - [0:0]\n:A - [0:0]\n-A A -j LOG\nCOMMIT\n")
            .orThrow();
    assertEquals(
        "LOG",
        ruleset.table(Table.NAT).chains().get("A").rules().get(0).target().calledChain().get());
  }

  @Test
  void bytesThatAreNoUtf8AreKept() {
    byte[] text =
        "*nat\n:X - [0:0]\n-A X -m comment --comment \"a?\"\nCOMMIT\n"
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    text[text.length - 10] = (byte) 0xe9;
    Ruleset ruleset = IptablesTextParser.parseSaved(IpFamily.IPV4, text).orThrow();
    String printed = RulesetWriter.saved(ruleset);
    assertEquals(ruleset, IptablesTextParser.parseSaved(IpFamily.IPV4, printed).orThrow());
    assertEquals(
        new String(text, java.nio.charset.StandardCharsets.ISO_8859_1),
        new String(TextBytes.encode(printed), java.nio.charset.StandardCharsets.ISO_8859_1));
  }

  @Test
  void anUnknownMatchKeepsItsWords() {
    assertEquals(
        List.of(new OtherMatch("foo", List.of("!", "--bar", "a b"))),
        rule(IpFamily.IPV4, "-m foo ! --bar \"a b\"").matches());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hello|line 1, column 1: \"hello\" starts no line of iptables; rules start with -A CHAIN",
        "*foo|line 1, column 2: no such table; the tables are filter, nat, mangle, raw, security",
        "-A X|line 1, column 1: a rule outside of a table; start one with a line like *nat",
        "*nat\\n-A X -j|line 2, column 8: behind -j is missing: a target or the name of a chain",
        "*nat\\n:X|line 2, column 2: a chain line is :NAME POLICY [PACKETS:BYTES]",
        "*nat\\n:X - [a]|line 2, column 6: counters are two numbers: [PACKETS:BYTES]",
        "*nat\\n:X -\\n-A X -s a|line 3, column 9: \"a\" is no IPv4 address or network such as 10.0.0.0/8 (host names are not looked up)",
        "*nat\\n:X -\\n-A X -s 10.0.0.1,10.0.0.2|line 3, column 9: \"10.0.0.1,10.0.0.2\" is a list; write one rule for each address",
        "*nat\\n:X -\\n-A X -m comment --comment \"a|line 3, column 27: this quote is not closed; end the text with \"",
        "*nat\\n:X -\\n-A X --foo|line 3, column 6: nothing in front of --foo knows this option; name its match: -m",
        "*nat\\n:X -\\n-A X foo|line 3, column 6: \"foo\" is no option, and no option in front of it takes it",
        "*nat\\n:X -\\n-A X -j A -j B|line 3, column 11: the rule has a target already; write two rules",
        "*nat\\n-A X -j A|line 2, column 4: there is no chain X; it needs a line above: :X",
        "*nat\\n-I X -j A|line 2, column 1: -I changes rules; rules that exist are listed by -A only",
        "# Table `filter' is incompatible, use 'nft' tool.|line 1, column 1: iptables cannot print this table, only nft can: # Table `filter' is incompatible, use 'nft' tool.",
      })
  void whatIsWrongIsSaidWithItsPlace(String text, String expected) {
    String lines = text.replace("\\n", "\n");
    List<TextProblem> problems = IptablesTextParser.parseSaved(IpFamily.IPV4, lines).problems();
    assertEquals(expected, problems.get(0).toString());
  }

  @Test
  void aMissingCommitIsFound() {
    assertEquals("[line 2, column 1: the last table is not closed by COMMIT]", problem("*nat\n"));
  }

  @Test
  void allProblemsAreThrownTogether() {
    IptablesTextException thrown =
        assertThrows(
            IptablesTextException.class,
            () -> IptablesTextParser.parseSaved(IpFamily.IPV4, "a\nb\n").orThrow());
    assertEquals(List.of(1, 2), thrown.problems().stream().map(TextProblem::line).toList());
  }
}
