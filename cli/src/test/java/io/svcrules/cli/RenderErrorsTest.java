// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenderErrorsTest {
  @Test
  void anObjectWithAMistakeIsLeftOutAndAllOthersAreRendered() {
    CliRun run = CliRun.withInput(Yaml.WEB + Yaml.BROKEN, "render", "-f", "-");
    assertEquals(5, run.status());
    assertTrue(run.out().contains("default/web:http"), run.out());
    assertTrue(run.errLines().get(0).startsWith("<stdin>:28:"), run.err());
    assertTrue(run.err().contains("nodePort"), run.err());
    assertEquals(
        "svcrules: 1 error, 0 warnings; objects with errors are left out", run.errLines().get(1));
  }

  @Test
  void strictPrintsNothing() {
    CliRun run = CliRun.withInput(Yaml.WEB + Yaml.BROKEN, "render", "-f", "-", "--strict");
    assertEquals(2, run.status());
    assertEquals("", run.out());
    assertTrue(run.err().endsWith("1 error, 0 warnings; nothing is printed\n"), run.err());
  }

  @Test
  void aFileThatIsNotThereStopsEverything() {
    CliRun run = CliRun.withInput(Yaml.WEB, "render", "-f", "-", "-f", "no/such.yaml");
    assertEquals(2, run.status());
    assertEquals("", run.out());
    assertTrue(run.err().contains("no/such.yaml: "), run.err());
  }

  @Test
  void aFileThatCannotBeParsedStopsEverything() {
    CliRun run = CliRun.withInput("a: [b", "render", "-f", "-");
    assertEquals(2, run.status());
    assertEquals("", run.out());
    assertTrue(run.errLines().get(0).matches("<stdin>:\\d+:\\d+: .*"), run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--cluster-cidr=10.0.0.0 | found \"10.0.0.0\", expected a prefix length from 0 to 32 behind",
        "--cluster-cidr=10.0.0.0/99 | expected a prefix length from 0 to 32 behind the address, such",
        "--cluster-cidr=fd00::/129 | a prefix length from 0 to 128 behind the address, such as fd00:",
        "--cluster-cidr=pods/8 | found \"pods/8\", expected a network such as 10.244.0.0/16 or fd00:",
        "--cluster-cidr=10.0.0.0/8, | found \"\", expected a network such as 10.244.0.0/16",
        "--cluster-cidr=10.0.0.0/8,10.1.0.0/16 | found 2 IPv4 networks",
        "--node-ip=10.0.0.256 | option '--node-ip': found \"10.0.0.256\", expected an address such as",
        "--node-ip=10.0.0.5/24 | found \"10.0.0.5/24\", expected an address such as 192.168.1.5",
        "--nodeport-addresses=everywhere | found \"everywhere\", expected a network such as 10.244.",
        "--nodeport-addresses=Primary | fd00:10:244::/56; or primary",
        "--nodeport-addresses=10.0.0.0/33 | expected a prefix length from 0 to 32",
        "--ipvs-exclude-cidrs=10.0.0.0/33 | '--ipvs-exclude-cidrs': found \"10.0.0.0/33\", expected a",
        "--nodeport-addresses=primary,10.0.0.0/8 | found primary and networks",
        "--iptables-masquerade-bit=32 | found \"32\", expected 0 to 31",
        "--iptables-masquerade-bit=-1 | found \"-1\", expected 0 to 31",
        "--iptables-masquerade-bit= | found \"\", expected 0 to 31",
        "--iptables-masquerade-bit=x | found \"x\", expected 0 to 31",
        "--detect-local-mode=Magic | expected one of ClusterCIDR, NodeCIDR, BridgeInterface",
        "--detect-local-mode=NodeCIDR | needs spec.podCIDRs of Node machine-7",
        "--detect-local-mode=BridgeInterface | needs --pod-bridge-interface",
        "--detect-local-mode=InterfaceNamePrefix | needs --pod-interface-name-prefix",
        "--mode=nftables | found \"nftables\", expected one of iptables, ipvs",
        "--family=ipv5 | found \"ipv5\", expected one of ipv4, ipv6, dual",
        "--comments=some | found \"some\", expected one of auto, always, never",
        "--topology=1.31 | found \"1.31\", expected one of current, 1.30",
        "--output=yaml | found \"yaml\", expected one of save, json",
        "--selector=app in (a | expected a comma or a closing parenthesis",
        "--masquerade-all=maybe | found \"maybe\", expected true or false",
        "--verbose=much | found \"much\", expected a whole number",
        "--ipvs-tcp-timeout=15 | found \"15\", expected a time such as 15m or 1h30m",
        "--cluster-cird=10.0.0.0/8 | Unknown option: '--cluster-cird=10.0.0.0/8'",
        "--cleanup | Unknown option: '--cleanup'",
        "stray | Unexpected argument: 'stray'; files are named by -f",
      })
  void wrongUsageIsToldAndPrintsNothing(String option, String words) {
    CliRun run = CliRun.withInput(Yaml.WEB, "render", "-f", "-", option);
    assertEquals(2, run.status(), run.err());
    assertEquals("", run.out());
    assertTrue(run.err().contains(words), run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--mode ipvx | --mode",
        "--mode=ipvx | --mode",
        "--proxy-mode ipvx | --proxy-mode",
        "--proxy-mode=ipvx | --proxy-mode",
        "--proxy-mode=ipvs --mode=ipvx | --mode",
        "--mode=ipvs --proxy-mode ipvx | --proxy-mode",
        "-o yaml | -o",
        "-oyaml | -o",
        "-o=yaml | -o",
        "-Royaml | -o",
        "-Ro yaml | -o",
        "--output yaml | --output",
        "-l ( | -l",
        "--selector=( | --selector",
        "--node | --node",
        "--hostname-override | --hostname-override",
        "--node=a --hostname-override | --hostname-override",
      })
  void aMistakeIsToldByTheNameThatWasTyped(String options, String name) {
    String[] args = ("render -f - " + options).split(" ");
    CliRun run = CliRun.withInput(Yaml.WEB, args);
    assertEquals(2, run.status(), run.err());
    assertTrue(run.errLines().get(0).contains(" option '" + name + "'"), run.err());
  }

  @Test
  void theNameOfABridgeIsNoLongerThanTheKernelAllows() {
    CliRun run =
        CliRun.withInput(
            Yaml.WEB,
            "render",
            "-f",
            "-",
            "--detect-local-mode=BridgeInterface",
            "--pod-bridge-interface=a-very-long-name");
    assertEquals(2, run.status());
    assertEquals(
        "svcrules: --pod-bridge-interface: found \"a-very-long-name\", expected 1 to 15 visible"
            + " characters without / and \"\n",
        run.err());
  }

  @Test
  void eachSchedulerThatIsExpectedIsOne() {
    String told = schedulerError("fastest");
    String names = told.replaceFirst("(?s).*expected one of ([^;]*);.*", "$1");
    List<String> schedulers = List.of(names.split(", "));
    assertTrue(schedulers.containsAll(List.of("rr", "mh", "twos")), told);
    schedulers.forEach(name -> assertEquals("", schedulerError(name), name));
    assertEquals("", schedulerError(told.strip().replaceFirst("(?s).*flags: ", "")), told);
  }

  private static String schedulerError(String name) {
    return CliRun.withInput(
            Yaml.WEB,
            "render",
            "-f",
            "-",
            "--mode=ipvs",
            "--node-ip=10.9.9.9",
            "--ipvs-scheduler=" + name)
        .err();
  }

  @Test
  void theValueBehindAnUnknownOptionIsNoOption() {
    assertTrue(CliRun.of("dump", "-f", "x").err().startsWith("svcrules: Unknown option: '-f'\n"));
    assertTrue(CliRun.of("dump", "x").err().startsWith("svcrules: Unexpected argument: 'x'\n"));
    assertTrue(CliRun.of("renew").err().startsWith("svcrules: there is no command 'renew'\n"));
    assertTrue(
        CliRun.of("completion", "tcsh")
            .err()
            .startsWith("svcrules: SHELL: found \"tcsh\", expected one of bash, zsh, fish\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--namespace=shpo", "--namespace=", "--selector=app=nobody"})
  void aChoiceThatLeavesNoServiceIsTold(String option) {
    CliRun run = CliRun.withInput(Yaml.WEB, "render", "-f", "-", "--node=n", option);
    assertEquals(0, run.status());
    assertEquals(
        "svcrules: warning: --namespace and --selector leave none of the Services read: 1\n",
        run.err());
  }

  @Test
  void aMissingFileOptionIsTold() {
    CliRun run = CliRun.of("render");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("'--filename=FILE'"), run.err());
  }

  @Test
  void aMisspeltCommandOrOptionIsGuessed() {
    assertTrue(CliRun.of("rendr").err().contains("did you mean"), "command");
    CliRun option = CliRun.withInput(Yaml.WEB, "render", "-f", "-", "--cluster-cird=10.0.0.0/8");
    assertTrue(option.err().contains("--cluster-cidr"), option.err());
  }

  @Test
  void theEndOfAPipeIsNoReasonToComplain() {
    assertEquals("", errorsWhenWritesFail("Broken pipe", 141));
  }

  @Test
  void aFullDiskIs() {
    assertEquals(
        "svcrules: cannot write the output: No space left on device\n",
        errorsWhenWritesFail("No space left on device", 2));
  }

  private static String errorsWhenWritesFail(String reason, int status) {
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(reason);
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ByteArrayInputStream in = new ByteArrayInputStream(Yaml.WEB.getBytes(StandardCharsets.UTF_8));
    String[] args = {"render", "-f", "-"};
    assertEquals(
        status, Main.run(args, CliRun.environment(Path.of(""), in, out, err, false)), "status");
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void coloursAreForTerminals() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Main.run(
        new String[] {"render"},
        CliRun.environment(
            Path.of(""),
            new ByteArrayInputStream(new byte[0]),
            new ByteArrayOutputStream(),
            err,
            true));
    assertTrue(err.toString(StandardCharsets.UTF_8).startsWith("\u001b[1;31msvcrules: "));
    assertTrue(CliRun.of("render").err().startsWith("svcrules: "));
  }
}
