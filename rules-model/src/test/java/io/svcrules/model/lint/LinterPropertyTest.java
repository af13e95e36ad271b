// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.TrafficPolicy;
import io.svcrules.model.random.RandomCluster;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceResolver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class LinterPropertyTest {

  @Provide
  Arbitrary<Manifests> clusters() {
    return RandomCluster.any();
  }

  private static List<LintFinding> lint(Manifests cluster) {
    LintScope scope = new LintScope(RandomCluster.NODE, true, List.of());
    return Linter.lint(cluster, scope, ResolveOptions.DEFAULT, NodeFacts.NONE);
  }

  @Property(tries = 300)
  void theOrderOfTheObjectsLeavesNoTrace(@ForAll("clusters") Manifests cluster, @ForAll long seed) {
    Manifests mixed =
        new Manifests(
            shuffled(cluster.services(), seed), shuffled(cluster.slices(), seed), cluster.nodes());
    assertEquals(lint(cluster), lint(mixed));
  }

  @Property(tries = 300)
  void portsThatNobodyServesAreFound(@ForAll("clusters") Manifests cluster) {
    assertEquals(
        services(cluster, port -> !port.endpoints().any()),
        found(cluster, Set.of(LintId.NO_ENDPOINTS, LintId.PORT_MISMATCH)));
  }

  @Property(tries = 300)
  void blackHolesAreFound(@ForAll("clusters") Manifests cluster) {
    assertEquals(
        services(
            cluster,
            port ->
                port.endpoints().any()
                    && port.endpoints().local().isEmpty()
                    && (port.internalPolicy() == TrafficPolicy.LOCAL
                        || (port.externalPolicy() == TrafficPolicy.LOCAL
                            && port.externallyAccessible()))),
        found(cluster, Set.of(LintId.LOCAL_POLICY_BLACK_HOLE)));
  }

  private static Set<String> services(Manifests cluster, Predicate<ResolvedServicePort> wanted) {
    Set<String> names = new TreeSet<>();
    for (IpFamily family : IpFamily.values()) {
      ServiceResolver.resolve(cluster, family, RandomCluster.NODE, ResolveOptions.DEFAULT)
          .ports()
          .stream()
          .filter(wanted)
          .forEach(port -> names.add("Service " + port.name().service()));
    }
    return names;
  }

  private static Set<String> found(Manifests cluster, Set<LintId> ids) {
    return lint(cluster).stream()
        .filter(finding -> ids.contains(finding.id()))
        .map(LintFinding::object)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static <T> List<T> shuffled(List<T> list, long seed) {
    List<T> copy = new ArrayList<>(list);
    Collections.shuffle(copy, new Random(seed));
    return copy;
  }
}
