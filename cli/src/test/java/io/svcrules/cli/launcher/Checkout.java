// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** A small checkout with the real launcher, and a Maven that puts a jar where Maven would. */
final class Checkout {
  private static final Path PROJECT = Path.of(System.getProperty("svcrules.testdata")).getParent();

  final Path root;
  private final Map<String, String> variables = new TreeMap<>();

  Checkout(Path directory) throws IOException {
    this.root = Files.createDirectories(directory.resolve("check out"));
    for (String name : List.of(".mvn", "cli/bin", "cli/src/main/java", "testdata/samples")) {
      Files.createDirectories(root.resolve(name));
    }
    Files.createFile(root.resolve("pom.xml"));
    Files.createFile(root.resolve("cli/pom.xml"));
    Files.createFile(source());
    copy("cli/bin/svcrules");
    copy("testdata/samples/shop.yaml");
    writeJar(root.resolve("built.jar"));
    maven("echo called >>calls; mkdir -p cli/target/lib; cp built.jar cli/target/svcrules.jar");
  }

  private void copy(String name) throws IOException {
    Files.copy(PROJECT.resolve(name), root.resolve(name));
  }

  /** A jar of nothing but a manifest that leads to the classes under test. */
  private static void writeJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, "io.svcrules.cli.Main");
    attributes.put(
        Attributes.Name.CLASS_PATH,
        Arrays.stream(System.getProperty("java.class.path").split(":"))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" ")));
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
  }

  /** Makes Maven do something else; it runs in the root of the checkout. */
  void maven(String commands) throws IOException {
    String change = "cd '" + root + "'\n";
    set("MAVEN", script("mvn", change + commands).toString());
  }

  /** Writes an executable script. */
  Path script(String name, String commands) throws IOException {
    Path script = root.resolve(name);
    Files.createDirectories(script.getParent());
    Files.writeString(script, "#!/bin/sh\nset -e\n" + commands + "\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Sets a variable of the environment of all runs. */
  void set(String variable, String value) {
    variables.put(variable, value);
  }

  Path launcher() {
    return root.resolve("cli/bin/svcrules");
  }

  Path source() {
    return root.resolve("cli/src/main/java/Source.java");
  }

  /** How many times Maven was called. */
  int builds() throws IOException {
    Path calls = root.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  /** Starts a command somewhere else. */
  Process start(Path output, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)));
    builder.directory(Path.of("/").toFile());
    builder.redirectOutput(Path.of(output + ".out").toFile());
    builder.redirectError(Path.of(output + ".err").toFile());
    builder.environment().keySet().removeAll(List.of("JAVA_HOME", "JAVA_OPTS", "MAVEN"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(variables);
    return builder.start();
  }

  /** Runs a command somewhere else. */
  LauncherRun run(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(root, "run", "");
    Process process = start(output, command);
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("still running after two minutes: " + String.join(" ", command));
    }
    return new LauncherRun(
        process.exitValue(),
        Files.readString(Path.of(output + ".out"), StandardCharsets.UTF_8),
        Files.readString(Path.of(output + ".err"), StandardCharsets.UTF_8));
  }
}
