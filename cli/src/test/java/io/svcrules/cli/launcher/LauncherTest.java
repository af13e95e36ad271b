// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  @TempDir private Path directory;
  private Checkout checkout;
  private String sample;

  @BeforeEach
  void checkOut() throws IOException {
    checkout = new Checkout(directory);
    sample = checkout.root.resolve("testdata/samples/shop.yaml").toString();
  }

  private LauncherRun render() throws IOException, InterruptedException {
    return checkout.run(checkout.launcher().toString(), "render", "-f", sample);
  }

  @Test
  void theFirstRunBuildsAndTheSecondDoesNot() throws Exception {
    LauncherRun first = render();
    assertEquals("svcrules: building from " + checkout.root.toRealPath() + "\n", first.err());
    assertEquals(0, first.status());
    assertTrue(first.out().startsWith("*filter\n"), first.out());
    LauncherRun second = render();
    assertEquals("", second.err());
    assertEquals(first.out(), second.out());
    assertEquals(1, checkout.builds());
    assertTrue(Files.exists(checkout.root.resolve("cli/target/launcher.jsa")), "archive");
  }

  @Test
  void symbolicLinksLeadToTheCheckout() throws Exception {
    Path bin = Files.createDirectory(directory.resolve("bin"));
    Path far = Files.createSymbolicLink(bin.resolve("far"), checkout.launcher());
    Files.createSymbolicLink(bin.resolve("svcrules"), Path.of("far"));
    LauncherRun run = checkout.run(bin.resolve("svcrules").toString(), "--version");
    assertTrue(run.out().matches("svcrules \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n"), run.out());
    assertTrue(Files.isSymbolicLink(far));
  }

  @Test
  void changedAndRemovedSourcesAreBuiltAgain() throws Exception {
    render();
    FileTime later = FileTime.from(Instant.now().plusSeconds(1));
    Files.setLastModifiedTime(checkout.source(), later);
    render();
    assertEquals(2, checkout.builds());
    Files.delete(checkout.source());
    Files.setLastModifiedTime(checkout.source().getParent(), later);
    render();
    assertEquals(3, checkout.builds());
  }

  @Test
  void aFailedBuildShowsItsOutputAndNothingElseRuns() throws Exception {
    checkout.maven("echo '[ERROR] no such thing'; exit 1");
    LauncherRun run = render();
    assertEquals(2, run.status());
    assertEquals("", run.out());
    assertTrue(
        run.err().contains("[ERROR] no such thing\nsvcrules: the build failed\n"), run.err());
  }

  @Test
  void aMissingMavenIsTold() throws Exception {
    checkout.set("MAVEN", "/no/such/mvn");
    LauncherRun run = render();
    assertEquals(2, run.status());
    assertTrue(run.err().startsWith("svcrules: no /no/such/mvn in PATH"), run.err());
  }

  @Test
  void anOldJavaIsTold() throws Exception {
    checkout.script("old/bin/java", "echo '    java.specification.version = 11' >&2");
    checkout.set("JAVA_HOME", checkout.root.resolve("old").toString());
    LauncherRun run = render();
    assertEquals(2, run.status());
    assertTrue(run.err().endsWith("is Java 11; Java 17 or later is needed\n"), run.err());
    checkout.set("JAVA_HOME", "/no/such/java");
    assertTrue(render().err().startsWith("svcrules: JAVA_HOME is /no/such/java"));
    assertEquals(0, checkout.builds());
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    checkout.maven(
        "sleep 1; echo called >>calls; mkdir -p cli/target/lib;"
            + " cp built.jar cli/target/svcrules.jar");
    String launcher = checkout.launcher().toString();
    Process one = checkout.start(directory.resolve("one"), launcher, "--version");
    Process other = checkout.start(directory.resolve("other"), launcher, "--version");
    assertEquals(0, one.waitFor());
    assertEquals(0, other.waitFor());
    assertEquals(1, checkout.builds());
  }

  @Test
  void theExitStatusIsThatOfTheCommand() throws Exception {
    Path broken = directory.resolve("broken.yaml");
    Files.writeString(broken, "kind: Service\napiVersion: v1\nmetadata: {name: x}\nspec: 7\n");
    String launcher = checkout.launcher().toString();
    assertEquals(5, checkout.run(launcher, "render", "-f", broken.toString()).status());
    assertEquals(2, checkout.run(launcher, "render").status());
  }

  @Test
  void moreOptionsForJavaArePassedOn() throws Exception {
    render();
    checkout.set("JAVA_OPTS", "-showversion -Xmx300m");
    LauncherRun run = render();
    assertTrue(run.err().contains("Runtime Environment"), run.err());
    assertTrue(run.out().startsWith("*filter\n"), run.out());
  }

  @Test
  void theEndOfAPipeIsQuiet() throws Exception {
    render();
    String command = "'" + checkout.launcher() + "' render -f '" + sample + "' -o json | head -n 1";
    LauncherRun run = checkout.run("sh", "-c", command);
    assertEquals("{\n", run.out());
    assertEquals("", run.err());
  }

  @Test
  void noColoursOutsideTerminals() throws Exception {
    LauncherRun run = checkout.run(checkout.launcher().toString(), "render", "--help");
    assertFalse(run.out().contains("\u001b"), run.out());
    assertTrue(run.out().contains("Examples:"), run.out());
  }
}
