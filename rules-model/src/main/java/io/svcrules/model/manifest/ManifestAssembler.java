// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import io.svcrules.model.EndpointSlice;
import io.svcrules.model.Endpoints;
import io.svcrules.model.EndpointsMirror;
import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Node;
import io.svcrules.model.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Puts together what stands in several sources: each object once. */
final class ManifestAssembler {
  // The library's own comparators are put together at each start; this one is in the archive.
  private static final Comparator<Problem> BY_PLACE =
      (one, other) ->
          one.line() != other.line()
              ? Integer.compare(one.line(), other.line())
              : Integer.compare(one.column(), other.column());

  private final Map<ObjectName, Found<Service>> services = new LinkedHashMap<>();
  private final Map<ObjectName, Found<EndpointSlice>> slices = new LinkedHashMap<>();
  private final Map<ObjectName, Found<Endpoints>> endpoints = new LinkedHashMap<>();
  private final Map<ObjectName, Found<Node>> nodes = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final SortedMap<String, Integer> skippedKinds = new TreeMap<>();
  private final FieldPlaces remembered;

  ManifestAssembler(FieldPlaces remembered) {
    this.remembered = remembered;
  }

  /** Adds what stands in the next source. */
  void add(Findings findings) {
    List<Problem> here = new ArrayList<>(findings.problems());
    findings.services().forEach(found -> addOnce(services, found, here));
    findings.slices().forEach(found -> addOnce(slices, found, here));
    findings.endpoints().forEach(found -> addOnce(endpoints, found, here));
    findings.nodes().forEach(found -> addOnce(nodes, found, here));
    here.sort(BY_PLACE);
    problems.addAll(here);
    findings.skippedKinds().forEach((kind, count) -> skippedKinds.merge(kind, count, Integer::sum));
  }

  private static <T> void addOnce(
      Map<ObjectName, Found<T>> all, Found<T> found, List<Problem> problems) {
    Found<T> first = all.putIfAbsent(found.name(), found);
    if (first != null && !first.object().equals(found.object())) {
      problems.add(
          new Problem(
              Severity.OBJECT,
              found.source(),
              found.document(),
              found.line(),
              found.column(),
              found.name().toString(),
              "",
              "the object again with other content",
              "it once: the first at " + first.place() + " is kept"));
    }
  }

  /** All of it. */
  ManifestReading reading() {
    List<EndpointSlice> allSlices = objects(slices.values());
    allSlices.addAll(mirrored(allSlices));
    Manifests manifests =
        new Manifests(objects(services.values()), allSlices, objects(nodes.values()));
    return new ManifestReading(manifests, problems, skippedKinds, places());
  }

  /** What v1 Endpoints become, unless there is a slice of the same Service. */
  private List<EndpointSlice> mirrored(List<EndpointSlice> given) {
    if (endpoints.isEmpty()) {
      return List.of();
    }
    Set<NamespacedName> sliced = new HashSet<>();
    given.forEach(slice -> slice.service().ifPresent(sliced::add));
    List<EndpointSlice> mirrored = new ArrayList<>();
    for (Found<Endpoints> found : endpoints.values()) {
      if (!sliced.contains(found.object().name())) {
        mirrored.addAll(EndpointsMirror.slices(found.object()));
      }
    }
    return mirrored;
  }

  private Map<String, ObjectPlace> places() {
    Map<String, ObjectPlace> places = new HashMap<>();
    if (remembered == FieldPlaces.FORGOTTEN) {
      return places;
    }
    Stream.of(services, slices, endpoints, nodes)
        .flatMap(all -> all.values().stream())
        .forEach(found -> places.put(found.name().toString(), ObjectPlace.of(found)));
    return places;
  }

  private static <T> List<T> objects(Collection<Found<T>> all) {
    List<T> objects = new ArrayList<>(all.size());
    all.forEach(found -> objects.add(found.object()));
    return objects;
  }
}
