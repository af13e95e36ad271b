// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/architecture.md says may not enter a room does not. */
class RoomsTest {
  private static final Path PROJECT = CliRun.SAMPLES.getParent().getParent();
  private static final List<String> MODULES =
      List.of("rules-model", "rules-iptables", "rules-ipvs", "netlink-jni", "cli", "testdata");

  /** Names after {@code import} and fully qualified names in code. */
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w.])(?:static )?((?:java|com|jnr|io)(?:\\.\\w+)+)");

  /** What text goes to and comes from, whatever is behind it. */
  private static final Pattern STREAMS =
      Pattern.compile(
          "java\\.io\\.(\\w*OutputStream|\\w*InputStream|Writer|Reader|\\w*Exception|Closeable)"
              + "(\\.\\w+)*");

  private record Use(String module, String room, Path file, String name) {
    @Override
    public String toString() {
      return PROJECT.relativize(file) + ": " + name;
    }
  }

  private static List<Use> uses() throws IOException {
    List<Use> uses = new ArrayList<>();
    for (String module : MODULES) {
      Path sources = PROJECT.resolve(module).resolve("src/main/java");
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          String room = sources.relativize(file.getParent()).toString().replace('/', '.');
          NAME.matcher(Files.readString(file))
              .results()
              .forEach(found -> uses.add(new Use(module, room, file, found.group(1))));
        }
      }
    }
    return uses;
  }

  private static void assertNone(Predicate<Use> forbidden) throws IOException {
    List<Use> uses = uses();
    assertTrue(uses.size() > 500, "sources were found");
    assertEquals(List.of(), uses.stream().filter(forbidden).toList());
  }

  private static boolean isPure(Use use) {
    return !use.room.endsWith(".manifest")
        && (use.room.startsWith("io.svcrules.model")
            || use.room.equals("io.svcrules.iptables")
            || use.room.equals("io.svcrules.ipvs")
            || use.room.matches(
                "io\\.svcrules\\.(iptables|ipvs)\\."
                    + "(capability|compile|explain|flow|graph|plan|render|text|trace)"));
  }

  @Test
  void jacksonIsKnownWhereManifestsAreReadOnly() throws IOException {
    assertNone(use -> use.name.startsWith("com.fasterxml.") && !use.room.endsWith(".manifest"));
  }

  @Test
  void nativeCallsAreMadeInOneRoomOnly() throws IOException {
    assertNone(use -> use.name.startsWith("jnr.") && !use.room.equals("io.svcrules.netlink.jnr"));
  }

  @Test
  void picocliIsKnownToTheCommandOnly() throws IOException {
    assertTrue(Files.readString(PROJECT.resolve("cli/pom.xml")).contains("picocli"));
    for (String module : MODULES) {
      if (!module.equals("cli")) {
        assertTrue(!Files.readString(PROJECT.resolve(module + "/pom.xml")).contains("picocli"));
      }
    }
  }

  @Test
  void thePureRoomsTouchNoFileNetworkOrClock() throws IOException {
    assertNone(
        use ->
            isPure(use)
                && ((use.name.startsWith("java.io.") && !STREAMS.matcher(use.name).matches())
                    || use.name.startsWith("java.net.")
                    || use.name.startsWith("java.nio.file.")
                    || use.name.startsWith("java.nio.channels.")
                    || use.name.startsWith("java.time.Clock")));
  }

  @Test
  void filesAreOpenedNowhereButAtTheEdge() throws IOException {
    assertNone(use -> isPure(use) && use.name.matches("java\\.io\\.File\\w*Stream"));
  }

  @Test
  void noNameIsEverLookedUp() throws IOException {
    // The peers of traffic tests make theirs of bytes.
    assertNone(
        use ->
            use.name.startsWith("java.net.InetAddress")
                && !use.room.equals("io.svcrules.testdata.traffic"));
  }

  @Test
  void dependenciesPointOneWay() throws IOException {
    assertNone(
        use ->
            (use.module.equals("rules-model")
                    && use.name.matches("io\\.svcrules\\.(iptables|ipvs|netlink|cli)\\..*"))
                || (use.module.equals("netlink-jni")
                    && use.name.matches("io\\.svcrules\\.(model|iptables|ipvs|cli)\\..*"))
                || (use.module.equals("rules-iptables")
                    && use.name.matches("io\\.svcrules\\.(ipvs|cli)\\..*"))
                || (use.module.equals("rules-ipvs") && use.name.startsWith("io.svcrules.cli."))
                || (use.module.equals("testdata")
                    && use.name.matches("io\\.svcrules\\.(?!testdata\\b).*")));
  }

  @Test
  void netlinkIsSpokenByKernelAdaptersOnly() throws IOException {
    assertNone(
        use ->
            use.name.startsWith("io.svcrules.netlink.")
                && !use.room.startsWith("io.svcrules.netlink")
                && !use.room.matches(".*\\.kernel(\\..*)?"));
  }

  @Test
  void resolutionKnowsNoWordOfTheKernel() throws IOException {
    Path room = PROJECT.resolve("rules-model/src/main/java/io/svcrules/model/resolve");
    Pattern words = Pattern.compile("KUBE-|(?i:iptables|ipvs|netfilter|netlink)");
    try (Stream<Path> files = Files.list(room)) {
      for (Path file : files.toList()) {
        assertTrue(!words.matcher(Files.readString(file)).find(), file.toString());
      }
    }
  }
}
