// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import io.svcrules.model.EndpointSlice;
import io.svcrules.model.Endpoints;
import io.svcrules.model.Node;
import io.svcrules.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects what stands in a file, or in a part of it. */
final class Findings {
  private final List<Found<Service>> services = new ArrayList<>();
  private final List<Found<EndpointSlice>> slices = new ArrayList<>();
  private final List<Found<Endpoints>> endpoints = new ArrayList<>();
  private final List<Found<Node>> nodes = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final SortedMap<String, Integer> skippedKinds = new TreeMap<>();

  List<Found<Service>> services() {
    return services;
  }

  List<Found<EndpointSlice>> slices() {
    return slices;
  }

  List<Found<Endpoints>> endpoints() {
    return endpoints;
  }

  List<Found<Node>> nodes() {
    return nodes;
  }

  List<Problem> problems() {
    return problems;
  }

  SortedMap<String, Integer> skippedKinds() {
    return skippedKinds;
  }

  /** Counts objects that have no part in the rules. */
  void skip(String kind, int count) {
    skippedKinds.merge(kind, count, Integer::sum);
  }

  /** Takes over all that another part holds. */
  void addAll(Findings other) {
    services.addAll(other.services);
    slices.addAll(other.slices);
    endpoints.addAll(other.endpoints);
    nodes.addAll(other.nodes);
    problems.addAll(other.problems);
    other.skippedKinds.forEach(this::skip);
  }
}
