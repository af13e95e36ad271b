// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderTest {
  @Test
  void theSampleRendersWithoutAWord() {
    CliRun run = CliRun.of("render", "-f", CliRun.SAMPLES.resolve("shop.yaml").toString());
    assertEquals("", run.err());
    assertEquals(0, run.status());
    assertTrue(run.out().startsWith("*filter\n"), run.out());
    assertTrue(run.out().endsWith("COMMIT\n"), run.out());
  }

  @Test
  void standardInputIsAFileNamedByAHyphen() {
    CliRun run = CliRun.withInput(Yaml.WEB, "render", "-f", "-");
    assertTrue(run.out().contains("default/web:http cluster IP"));
  }

  @Test
  void anInputWithoutServicesGivesTheChainsThatAreAlwaysThere() {
    CliRun run = CliRun.withInput(Yaml.NODE, "render", "-f", "-");
    assertEquals(0, run.status());
    assertTrue(run.out().contains(":KUBE-SERVICES - [0:0]"));
    assertFalse(run.out().contains("KUBE-SVC-"));
  }

  @Test
  void filesDirectoriesAndDirectoriesWithinThemAreRead(@TempDir Path top) throws IOException {
    Path inner = Files.createDirectory(top.resolve("inner"));
    Files.writeString(top.resolve("web.yaml"), Yaml.WEB);
    Files.writeString(inner.resolve("dual.yml"), Yaml.DUAL);
    CliRun flat = CliRun.in(top, "", "render", "-f", ".", "--family=ipv4");
    assertTrue(flat.out().contains("default/web:http"));
    assertFalse(flat.out().contains("other/dual:http"));
    CliRun deep = CliRun.in(top, "", "render", "-R", "-f", ".", "--family=ipv4");
    assertTrue(deep.out().contains("other/dual:http"));
    CliRun both = CliRun.in(top, "", "render", "-f", "web.yaml", "-f", "inner/dual.yml");
    assertEquals(
        deep.out(),
        both.out()
            .lines()
            .takeWhile(l -> !l.startsWith("# IPv6"))
            .skip(1)
            .reduce("", (text, line) -> text + line + "\n"));
  }

  @Test
  void familiesAreThoseThatServicesHave() {
    assertFalse(CliRun.withInput(Yaml.WEB, "render", "-f", "-").out().contains("# IPv"));
    String both = CliRun.withInput(Yaml.DUAL, "render", "-f", "-").out();
    assertTrue(both.startsWith("# IPv4: iptables-restore --noflush\n*filter\n"), both);
    assertTrue(both.contains("COMMIT\n# IPv6: ip6tables-restore --noflush\n*filter\n"), both);
    assertTrue(both.contains("fd00:96::20/128"), both);
  }

  @Test
  void oneFamilyIsADocumentOfItsOwn() {
    String ipv6 = CliRun.withInput(Yaml.DUAL, "render", "-f", "-", "--family", "ipv6").out();
    assertTrue(ipv6.startsWith("*filter\n"), ipv6);
    assertFalse(ipv6.contains("10.96.0.20"), ipv6);
    String dual = CliRun.withInput(Yaml.WEB, "render", "-f", "-", "--family", "dual").out();
    assertTrue(dual.contains("# IPv6"), dual);
  }

  @Test
  void namespaceAndSelectorNarrowTheServices() {
    String all = Yaml.WEB + "---\n" + Yaml.DUAL;
    CliRun other = CliRun.withInput(all, "render", "-f", "-", "-n", "other", "--family=ipv4");
    assertTrue(other.out().contains("other/dual:http"));
    assertFalse(other.out().contains("default/web:http"));
    CliRun web = CliRun.withInput(all, "render", "-f", "-", "-l", "app in (web, api),!x");
    assertTrue(web.out().contains("default/web:http"));
    assertFalse(web.out().contains("other/dual:http"));
  }

  @Test
  void verboseSaysWhyAServiceHasNoRules() {
    String headless = Yaml.DUAL.replaceAll("(?s)  clusterIP: .*?IPv6]", "  clusterIP: None");
    CliRun run = CliRun.withInput(headless, "render", "-f", "-", "-v");
    assertEquals("svcrules: other/dual is headless: no rules\n", run.err());
    assertEquals("", CliRun.withInput(headless, "render", "-f", "-").err());
    CliRun family = CliRun.withInput(Yaml.WEB, "render", "-f", "-", "-v", "--family=dual");
    assertEquals(
        "svcrules: default/web has no cluster IP of this family: no rules for IPv6\n",
        family.err());
  }

  @Test
  void otherKindsAreCounted() {
    String more = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n";
    CliRun run = CliRun.withInput(Yaml.WEB + more + more, "render", "-f", "-");
    assertEquals("svcrules: skipped 2 ConfigMap\n", run.err());
    assertEquals(0, run.status());
  }

  @Test
  void theOrderOfTheInputDoesNotShow() {
    String one = CliRun.withInput(Yaml.WEB + "---\n" + Yaml.DUAL, "render", "-f", "-").out();
    String other = CliRun.withInput(Yaml.DUAL + "---\n" + Yaml.WEB, "render", "-f", "-").out();
    assertEquals(one, other);
  }
}
