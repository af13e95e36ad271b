// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder that holds the input of one {@code svcrules render} and all that must come of it:
 *
 * <ul>
 *   <li>{@code args}: one option a line; if absent, {@link #DEFAULT_ARGS}. Unless one of them is
 *       {@code -f}, {@code -f input.yaml} is added
 *   <li>{@code stdout}, {@code stderr}: the output, byte by byte; absent if empty
 *   <li>{@code exit}: the exit status; absent if 0
 *   <li>{@code kube-proxy.iptables-save}, {@code kube-proxy.ip6tables-save}: what kube-proxy left
 *       in the kernel for the same objects
 * </ul>
 *
 * @param folder the folder; its name is the name of the scenario
 */
public record Scenario(Path folder) {
  /** The options of a scenario without {@code args}. */
  public static final List<String> DEFAULT_ARGS =
      List.of("--hostname-override=node-1", "--cluster-cidr=10.244.0.0/16,fd00:10:244::/56");

  /** All scenarios of mode iptables, sorted by name. */
  public static List<Scenario> all() {
    return in("scenarios");
  }

  /** All scenarios of mode ipvs, sorted by name. */
  public static List<Scenario> ofIpvs() {
    return in("scenarios-ipvs");
  }

  /**
   * The runs of other commands than render, sorted by name: in these, {@code args} begins with the
   * name of the command.
   */
  public static List<Scenario> ofCommands() {
    return in("commands");
  }

  private static List<Scenario> in(String directory) {
    try (Stream<Path> folders = Files.list(TestData.root().resolve(directory))) {
      return folders.filter(Files::isDirectory).sorted().map(Scenario::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of the folder. */
  public String name() {
    return folder.getFileName().toString();
  }

  /** The options behind {@code svcrules render}, file names relative to the folder. */
  public List<String> args() {
    List<String> args = read("args").map(text -> text.lines().toList()).orElse(DEFAULT_ARGS);
    return args.contains("-f")
        ? args
        : Stream.concat(args.stream(), Stream.of("-f", "input.yaml")).toList();
  }

  /** The contents of a file of the folder; empty if there is no such file. */
  public Optional<String> read(String file) {
    Path path = folder.resolve(file);
    try {
      return Files.exists(path)
          ? Optional.of(Files.readString(path, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What must be on standard output. */
  public String stdout() {
    return read("stdout").orElse("");
  }

  /** What must be on standard error. */
  public String stderr() {
    return read("stderr").orElse("");
  }

  /** The exit status. */
  public int exit() {
    return read("exit").map(text -> Integer.parseInt(text.strip())).orElse(0);
  }

  /** Writes down what came out, so that a reader of the change can judge it. */
  public void update(String stdout, String stderr, int exit) {
    write("stdout", stdout);
    write("stderr", stderr);
    write("exit", exit == 0 ? "" : exit + "\n");
  }

  private void write(String file, String text) {
    try {
      if (text.isEmpty()) {
        Files.deleteIfExists(folder.resolve(file));
      } else {
        Files.writeString(folder.resolve(file), text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name, for test reports. */
  @Override
  public String toString() {
    return name();
  }
}
