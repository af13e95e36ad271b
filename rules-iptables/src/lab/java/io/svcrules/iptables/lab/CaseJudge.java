// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.lab;

import io.svcrules.iptables.trace.Fate;
import io.svcrules.iptables.trace.Host;
import io.svcrules.iptables.trace.Outcome;
import io.svcrules.iptables.trace.Probe;
import io.svcrules.iptables.trace.Share;
import io.svcrules.iptables.trace.Trace;
import io.svcrules.iptables.trace.Tracer;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Protocol;
import io.svcrules.testdata.traffic.Client;
import io.svcrules.testdata.traffic.IpVersion;
import io.svcrules.testdata.traffic.LabAddresses;
import io.svcrules.testdata.traffic.Placement;
import io.svcrules.testdata.traffic.Reach;
import io.svcrules.testdata.traffic.Target;
import io.svcrules.testdata.traffic.TrafficCase;
import io.svcrules.testdata.traffic.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Holds a trace against a row of the table.
 *
 * @param row the row
 * @param version the family it is tried in
 * @param target whom the client asks
 * @param expected what must become of it
 */
public record CaseJudge(
    TrafficCase row,
    IpVersion version,
    Target target,
    io.svcrules.testdata.traffic.Outcome expected) {
  /** Two neighbours differ by two roundings of the kernel: half of 2^-31 each, and products. */
  private static final double ROUNDING = 0x1p-29;

  /** What is wrong with what becomes of the packet; empty if nothing is. */
  public Optional<String> deviation(Tracer tracer, Host host, Protocol protocol) {
    Trace trace = tracer.trace(probe(host, protocol));
    Map<String, Double> wanted = wanted(host);
    Map<String, Double> got = new TreeMap<>();
    trace.outcomes().forEach(one -> got.merge(text(one), one.share().value(), Double::sum));
    Share sum = trace.outcomes().stream().map(Outcome::share).reduce(Share.NONE, Share::plus);
    boolean holds =
        got.keySet().equals(wanted.keySet())
            && sum.equals(Share.ALL)
            && trace.outcomes().stream().allMatch(one -> one.conditions().isEmpty())
            && got.entrySet().stream()
                .allMatch(e -> Math.abs(e.getValue() - wanted.get(e.getKey())) < ROUNDING);
    return holds
        ? Optional.empty()
        : Optional.of(
            protocol + " " + version + ": " + row + "\n  wanted " + wanted + "\n  got    " + got);
  }

  private Probe probe(Host host, Protocol protocol) {
    IpAddress asked = LabHost.ip(target.address());
    return switch (row.client()) {
      case NODE, LOCALHOST ->
          Probe.ofNode(protocol, host.clientTowards(asked).orElseThrow(), asked, target.port());
      case POD, ENDPOINT, POD_ON_OTHER_NODE, OUTSIDE ->
          Probe.received(
              protocol,
              LabHost.ip(row.client().place().address(version)),
              asked,
              target.port(),
              LabHost.device(row.client()));
    };
  }

  private static String text(Outcome outcome) {
    if (outcome.fate() != Fate.DELIVERED) {
      return outcome.fate().toString();
    }
    return outcome.destination() + ":" + outcome.port() + " sees " + outcome.source().orElseThrow();
  }

  private Map<String, Double> wanted(Host host) {
    Map<String, Double> wanted = new TreeMap<>();
    Verdict verdict = expected.verdict();
    switch (verdict) {
      case REJECTED, DROPPED -> wanted.put(verdict.name(), 1.0);
      case UNTOUCHED ->
          wanted.put((row.address().isOfNode() ? Fate.LOCAL : Fate.PASSED).name(), 1.0);
      case DELIVERED -> {
        Collection<String> endpoints = endpoints();
        endpoints.forEach(one -> wanted.put(delivered(one, host), 1.0 / endpoints.size()));
      }
    }
    return wanted;
  }

  private String delivered(String endpoint, Host host) {
    IpAddress address = LabHost.ip(endpoint);
    boolean itself = endpoint.equals(row.client().place().address(version));
    String client =
        row.client() == Client.NODE || row.client() == Client.LOCALHOST
            ? host.clientTowards(LabHost.ip(target.address())).orElseThrow().toString()
            : row.client().place().address(version);
    String seen =
        expected.rewritten() || itself ? LabAddresses.masqueradeAddress(version, endpoint) : client;
    return address + ":" + LabAddresses.ENDPOINT_PORT + " sees " + LabHost.ip(seen);
  }

  private Collection<String> endpoints() {
    List<String> endpoints = new ArrayList<>();
    Placement placement = row.service().placement();
    if (expected.reach() != Reach.NONE && placement == Placement.BOTH) {
      endpoints.addAll(LabAddresses.localEndpoints(version));
    }
    if (expected.reach() == Reach.ALL && placement != Placement.NOWHERE) {
      endpoints.addAll(LabAddresses.remoteEndpoints(version));
    }
    return endpoints;
  }
}
