// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

import io.svcrules.testdata.kernel.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
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
  private final Map<Place, NetworkNamespace> namespaces = new EnumMap<>(Place.class);
  private final Map<Place, Peer> peers = new EnumMap<>(Place.class);
  private final Thread atExit = new Thread(this::remove);
  private final AtomicInteger orders = new AtomicInteger();

  private TrafficLab() {}

  /**
   * Builds the lab; {@link #close} removes it, and so does the end of the program.
   *
   * @throws AssertionError if not run as root, or if a command fails
   */
  public static TrafficLab create() {
    TrafficLab lab = new TrafficLab();
    Runtime.getRuntime().addShutdownHook(lab.atExit);
    try {
      lab.build();
      return lab;
    } catch (IOException e) {
      lab.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException | AssertionError e) {
      lab.close();
      throw e;
    }
  }

  private void build() throws IOException {
    for (Place place : Place.values()) {
      namespaces.put(place, new NetworkNamespace());
    }
    namespaces.keySet().forEach(place -> write(place, Sysctls.of(place)));
    Wiring wiring = Wiring.of(place -> namespaces.get(place).name());
    // Kernels before 6.13 refuse a name that the namespace in which they are asked has already
    // (net/core/rtnetlink.c rtnl_newlink), wherever the link is to be: this one has none of them.
    batch(Place.UPSTREAM, wiring.links());
    wiring.inside().forEach(this::batch);
    for (Place place : Place.values()) {
      if (place.hasProgram()) {
        peers.put(place, Peer.start(namespaces.get(place).name(), place));
      }
    }
    for (Peer peer : peers.values()) {
      peer.awaitReady();
    }
  }

  private void batch(Place place, List<String> lines) {
    run(place, String.join("\n", lines) + '\n', "ip", "-batch", "-");
  }

  /**
   * Runs a command at a place to its end.
   *
   * @param input what it reads
   * @return what it wrote
   * @throws AssertionError if it fails
   */
  public String run(Place place, String input, String... command) {
    return namespaces.get(place).runWithInput(input, command).orFail();
  }

  /** Sets {@code net.ipv4.conf.all.route_localnet} on node 1, which localhost node ports need. */
  public void routeLocalnet(boolean on) {
    write(Place.NODE_1, Map.of("ipv4/conf/all/route_localnet", on ? "1" : "0"));
  }

  private void write(Place place, Map<String, String> sysctls) {
    StringBuilder script = new StringBuilder("set -e\n");
    new TreeMap<>(sysctls)
        .forEach(
            (key, value) -> script.append("echo %s >/proc/sys/net/%s\n".formatted(value, key)));
    run(place, script.toString(), "sh");
  }

  /** The start of a command line that runs a program at a place. */
  public List<String> at(Place place) {
    return List.of("ip", "netns", "exec", namespaces.get(place).name());
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
    attempts.forEach((place, own) -> peers.get(place).order(own));
    Map<Integer, Answers> answers = new TreeMap<>();
    attempts.forEach((place, own) -> answers.putAll(peers.get(place).collect(own)));
    return answers;
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
    namespaces.values().forEach(NetworkNamespace::close);
  }
}
