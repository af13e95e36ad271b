// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * SCTP for a lab on a kernel that may have none: connection tracking and rules know SCTP wherever
 * netfilter does, but sockets are a module of their own that many kernels lack, and Java reaches
 * them by a library that many systems lack. So the first two packets of an association, INIT and
 * INIT ACK (RFC 9260, section 3.3), are made here and sent through raw sockets by perl, which every
 * Debian has (package perl-base is essential).
 */
public final class SctpPackets implements AutoCloseable {
  private final TrafficLab lab;
  private final List<Process> servers = new ArrayList<>();
  private int nextPort = 10_000;

  private SctpPackets(TrafficLab lab) {
    this.lab = lab;
  }

  /** Has the endpoints of a lab answer. */
  public static SctpPackets in(TrafficLab lab) {
    SctpPackets packets = new SctpPackets(lab);
    try {
      for (Place place : List.of(Place.ENDPOINT_A, Place.ENDPOINT_B, Place.ENDPOINTS_C_D)) {
        packets.serve(place);
      }
      return packets;
    } catch (IOException e) {
      packets.close();
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Place place) throws IOException {
    List<String> command = new ArrayList<>(lab.at(place));
    command.addAll(List.of("perl", "-e", SctpProgram.TEXT, "serve"));
    command.add(Integer.toString(place.servedPort()));
    command.addAll(place.servedAddresses());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    servers.add(process);
    // The first line says that it serves.
    if (process.getInputStream().read() < 0) {
      throw new IOException("perl did not start");
    }
  }

  /** Carries out orders, one after the other; the answers by the ids of the orders. */
  public Map<Integer, Answers> ask(Map<Place, List<Attempt>> attempts) {
    Map<Integer, Answers> answers = new TreeMap<>();
    attempts.forEach((place, own) -> own.forEach(one -> answers.put(one.id(), ask(place, one))));
    return answers;
  }

  /** Begins associations, one after the other, each from a port of its own. */
  private Answers ask(Place place, Attempt attempt) {
    List<String> command = new ArrayList<>(List.of("perl", "-e", SctpProgram.TEXT, "ask"));
    command.add(Integer.toString(attempt.target().port()));
    command.add(attempt.target().address());
    command.add(Integer.toString(nextPort));
    command.add(Integer.toString(attempt.count()));
    command.add(Double.toString(attempt.patienceMillis() / 1000.0));
    nextPort += attempt.count();
    Map<String, Integer> counts = new TreeMap<>();
    lab.run(place, "", command.toArray(String[]::new))
        .lines()
        .forEach(line -> counts.merge(Literal.canonicalWords(line), 1, Integer::sum));
    return new Answers(counts);
  }

  @Override
  public void close() {
    servers.forEach(Process::destroyForcibly);
  }
}
