// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small cluster in network namespaces of their own, connected to nothing else: a node whose rules
 * are looked at, with pods on a bridge, two more nodes with pods, a machine outside, and the router
 * behind the node's default route. Every place can ask services; endpoints answer.
 */
public final class TrafficLab implements AutoCloseable {
  private static final AtomicInteger LABS = new AtomicInteger();

  private final String prefix;
  private final Map<Place, Peer> peers = new EnumMap<>(Place.class);
  private final Thread atExit = new Thread(this::remove);
  private final AtomicInteger orders = new AtomicInteger();

  private TrafficLab(String prefix) {
    this.prefix = prefix;
  }

  /**
   * Builds the lab; {@link #close} removes it, and so does the end of the program.
   *
   * @throws IllegalStateException if not run as root, or if a command fails
   */
  public static TrafficLab create() {
    requireRoot();
    TrafficLab lab =
        new TrafficLab(
            "svcrules-" + ProcessHandle.current().pid() + '-' + LABS.incrementAndGet() + '-');
    Runtime.getRuntime().addShutdownHook(lab.atExit);
    try {
      lab.build();
      return lab;
    } catch (IOException e) {
      lab.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      lab.close();
      throw e;
    }
  }

  private static void requireRoot() {
    try {
      if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
        throw new IllegalStateException("tests with real packets create namespaces: run as root");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void build() throws IOException {
    List<String> names = new ArrayList<>();
    for (Place place : Place.values()) {
      names.add("netns add " + name(place));
    }
    batch(List.of(), names);
    for (Place place : Place.values()) {
      write(place, Sysctls.of(place));
    }
    Wiring wiring = Wiring.of(prefix);
    batch(List.of(), wiring.links());
    wiring.inside().forEach((place, lines) -> batch(List.of("-n", name(place)), lines));
    startPeers();
  }

  private static void batch(List<String> options, List<String> lines) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(options);
    command.addAll(List.of("-batch", "-"));
    LabCommands.run(command, String.join("\n", lines) + '\n');
  }

  private void startPeers() throws IOException {
    int port = LabAddresses.ENDPOINT_PORT;
    startPeer(Place.NODE_1, port, List.of());
    startPeer(Place.POD, port, List.of());
    startPeer(Place.POD_ON_NODE_3, port, List.of());
    startPeer(Place.OUTSIDE, port, List.of());
    startPeer(Place.UPSTREAM, ServiceAddresses.PORT, List.of("::"));
    for (Place place : List.of(Place.ENDPOINT_A, Place.ENDPOINT_B)) {
      startPeer(place, port, List.of(place.address(IpVersion.IPV4), place.address(IpVersion.IPV6)));
    }
    List<String> remote = new ArrayList<>(LabAddresses.remoteEndpoints(IpVersion.IPV4));
    remote.addAll(LabAddresses.remoteEndpoints(IpVersion.IPV6));
    startPeer(Place.ENDPOINTS_C_D, port, remote);
    for (Peer peer : peers.values()) {
      peer.awaitReady();
    }
  }

  private void startPeer(Place place, int port, List<String> addresses) throws IOException {
    List<String> command = new ArrayList<>(inNamespace(place));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // Many short programs on few cores: start fast, stay small.
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-cp",
            classPath(),
            PeerMain.class.getName(),
            Integer.toString(port)));
    command.addAll(addresses);
    peers.put(
        place,
        new Peer(
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start()));
  }

  private static String classPath() throws IOException {
    try {
      return Path.of(PeerMain.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** The start of a command line that runs a program at a place. */
  public List<String> inNamespace(Place place) {
    return List.of("ip", "netns", "exec", name(place));
  }

  /**
   * Runs a command on a place to its end.
   *
   * @return what it wrote, on either stream
   * @throws IllegalStateException if it fails
   */
  public String run(Place place, List<String> command, String input) {
    List<String> whole = new ArrayList<>(inNamespace(place));
    whole.addAll(command);
    return LabCommands.run(whole, input);
  }

  /** Sets {@code net.ipv4.conf.all.route_localnet} on node 1, which localhost node ports need. */
  public void routeLocalnet(boolean on) {
    write(Place.NODE_1, Map.of("ipv4/conf/all/route_localnet", on ? "1" : "0"));
  }

  private void write(Place place, Map<String, String> sysctls) {
    StringBuilder script = new StringBuilder("set -e\n");
    new TreeMap<>(sysctls)
        .forEach(
            (key, value) ->
                script
                    .append("echo ")
                    .append(value)
                    .append(" >/proc/sys/net/")
                    .append(key)
                    .append('\n'));
    run(place, List.of("sh"), script.toString());
  }

  /** A number that no other order of this lab has. */
  public int newOrder() {
    return orders.incrementAndGet();
  }

  /** Has one place carry out one order. */
  public Answers ask(Place place, Attempt attempt) {
    return ask(Map.of(place, List.of(attempt))).get(attempt.id());
  }

  /** Has places carry out orders, all at the same time; the answers by the ids of the orders. */
  public Map<Integer, Answers> ask(Map<Place, List<Attempt>> attempts) {
    attempts.forEach((place, orders) -> peers.get(place).order(orders));
    Map<Integer, Answers> answers = new TreeMap<>();
    attempts.forEach((place, orders) -> answers.putAll(peers.get(place).collect(orders)));
    return answers;
  }

  private String name(Place place) {
    return place.namespace(prefix);
  }

  /** Ends all programs of the lab and removes its namespaces. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The program is ending already; then the hook removes what is left.
      return;
    }
    remove();
  }

  private void remove() {
    peers.values().forEach(Peer::close);
    for (Place place : Place.values()) {
      if (Files.exists(Path.of("/run/netns", name(place)))) {
        LabCommands.run(List.of("ip", "netns", "del", name(place)), "");
      }
    }
  }
}
