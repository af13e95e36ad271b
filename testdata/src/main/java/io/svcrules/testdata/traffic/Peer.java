// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A running {@link PeerMain} in a namespace: it answers, and asks as it is told to. */
public final class Peer implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter orders;

  private Peer(Process process) {
    this.process = process;
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.orders =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
  }

  /** Starts the program of a place in its namespace. */
  static Peer start(String namespace, Place place) throws IOException {
    return start(namespace, place.servedPort(), place.servedAddresses());
  }

  /**
   * Starts a program that answers connections to every address that its namespace takes for its
   * own, and says to which one each came.
   *
   * @param port the port that it serves
   */
  public static Peer everywhere(String namespace, int port) {
    return everywhere(namespace, port, List.of());
  }

  /**
   * The same, for datagrams as well.
   *
   * @param datagramAddresses where datagrams may come: to any other address they get no answer, as
   *     nobody could tell which one it was
   */
  public static Peer everywhere(String namespace, int port, List<String> datagramAddresses) {
    try {
      List<String> addresses = new ArrayList<>(List.of("::", PeerMain.DATAGRAMS));
      addresses.addAll(datagramAddresses);
      Peer peer = start(namespace, port, addresses);
      peer.awaitReady();
      return peer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Peer start(String namespace, int port, List<String> addresses) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Many short programs on few cores: start fast, stay small.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m"));
    command.addAll(List.of("-cp", classPath(), PeerMain.class.getName()));
    command.add(Integer.toString(port));
    command.addAll(addresses);
    return new Peer(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  private static String classPath() throws IOException {
    try {
      URI location = PeerMain.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(location).toString();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** Returns when the program serves. */
  void awaitReady() throws IOException {
    String line = answers.readLine();
    if (!"ready".equals(line)) {
      throw new IOException("a program of the lab did not start: " + line);
    }
  }

  /** The number of its process. */
  public long pid() {
    return process.pid();
  }

  /** Has it carry out orders, all at the same time; the answers by the ids of the orders. */
  public Map<Integer, Answers> ask(List<Attempt> attempts) {
    order(attempts);
    return collect(attempts);
  }

  /** Gives orders, without waiting for answers. */
  void order(List<Attempt> attempts) {
    try {
      for (Attempt attempt : attempts) {
        orders.write(attempt.toString());
        orders.newLine();
      }
      orders.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the answers to the orders given, by their ids. */
  Map<Integer, Answers> collect(List<Attempt> attempts) {
    Set<Integer> open = new HashSet<>();
    attempts.forEach(attempt -> open.add(attempt.id()));
    Map<Integer, Map<String, Integer>> counts = new HashMap<>();
    while (!open.isEmpty()) {
      String[] line = readLine().split(" ", 2);
      int id = Integer.parseInt(line[0]);
      if (line[1].equals("done")) {
        open.remove(id);
      } else {
        counts.computeIfAbsent(id, i -> new HashMap<>()).merge(line[1], 1, Integer::sum);
      }
    }
    Map<Integer, Answers> byId = new TreeMap<>();
    counts.forEach((id, count) -> byId.put(id, new Answers(count)));
    return byId;
  }

  private String readLine() {
    try {
      String line = answers.readLine();
      if (line == null) {
        throw new IOException("a program of the lab ended");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the program. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
