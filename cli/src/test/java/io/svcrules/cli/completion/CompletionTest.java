// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.cli.Main;
import io.svcrules.cli.TestProcess;
import io.svcrules.cli.env.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {
  @TempDir private Path directory;

  private static String script(String shell) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Environment environment =
        new TestProcess()
            .environment(new ByteArrayInputStream(new byte[0]), out, new ByteArrayOutputStream());
    assertEquals(0, Main.run(new String[] {"completion", shell}, environment));
    return out.toString(StandardCharsets.UTF_8);
  }

  private String bash(String commands) throws IOException, InterruptedException {
    Path script = directory.resolve("script");
    Files.writeString(script, script("bash") + "\n" + commands + "\n");
    Process bash =
        new ProcessBuilder("bash", "--norc", script.toString()).redirectErrorStream(true).start();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, bash.waitFor(), out);
    return out;
  }

  @ParameterizedTest
  @CsvSource({
    "'svcrules re', render",
    "'svcrules di', diff",
    "'svcrules apply --dry', --dry-run",
    "'svcrules cleanup --iptables-variant l', legacy",
    "'svcrules comp', completion",
    "'svcrules render --cluster-c', --cluster-cidr",
    "'svcrules render --masq', --masquerade-all",
    "'svcrules render --family d', dual",
    "'svcrules render --detect-local-mode Br', BridgeInterface",
    "'svcrules completion f', fish",
  })
  void bashCompletesWords(String line, String word) throws IOException, InterruptedException {
    String words = line.replace(" ", "\" \"");
    int last = line.split(" ").length - 1;
    String out =
        bash(
            "COMP_WORDS=(\""
                + words
                + "\"); COMP_CWORD="
                + last
                + "\n"
                + "COMP_LINE='"
                + line
                + "'; COMP_POINT=${#COMP_LINE}\n"
                + "_complete_svcrules\n"
                + "printf '%s\\n' \"${COMPREPLY[@]}\"");
    assertTrue(out.lines().map(String::strip).anyMatch(word::equals), out);
  }

  @Test
  void zshTakesTheScriptOfBash() {
    assertEquals(script("bash"), script("zsh"));
    assertTrue(script("zsh").contains("bashcompinit"), "zsh needs it");
  }

  @Test
  void fishHasALineForEachWord() {
    String fish = script("fish");
    for (String line :
        List.of(
            "complete -c svcrules -f",
            "complete -c svcrules -n '__fish_use_subcommand' -a render -d '",
            "complete -c svcrules -n '__fish_seen_subcommand_from render'"
                + " -s f -l filename -r -F -d '",
            "complete -c svcrules -n '__fish_seen_subcommand_from render'"
                + " -l family -x -a 'ipv4 ipv6 dual' -d '",
            "complete -c svcrules -n '__fish_seen_subcommand_from render' -l masquerade-all -d '",
            "complete -c svcrules -n '__fish_seen_subcommand_from completion'"
                + " -a 'bash zsh fish' -d '")) {
      assertTrue(fish.contains("\n" + line), line);
    }
  }

  @Test
  void fishQuotesEndWhereTheyBegan() {
    for (String line : script("fish").lines().toList()) {
      String unescaped = line.replace("\\\\", "").replace("\\'", "");
      assertEquals(0, unescaped.chars().filter(c -> c == '\'').count() % 2, line);
    }
  }

  @Test
  void shellsThatAreInstalledAcceptTheirScript() throws IOException, InterruptedException {
    for (String shell : List.of("bash", "zsh", "fish")) {
      Path program = Path.of("/usr/bin", shell);
      if (Files.isExecutable(program)) {
        Path script = Files.writeString(directory.resolve(shell), script(shell));
        Process check = new ProcessBuilder(program.toString(), "-n", script.toString()).start();
        assertEquals(0, check.waitFor(), shell);
      }
    }
  }
}
