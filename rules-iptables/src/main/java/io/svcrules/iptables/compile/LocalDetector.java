// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import io.svcrules.iptables.InInterfaceMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.SourceMatch;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.Optional;

/** How traffic of pods on this node is told from all other traffic. */
public sealed interface LocalDetector {

  /**
   * The condition that holds for traffic of local pods; empty if nothing is known of the family, or
   * if it could never hold.
   *
   * @param negated turns the condition round
   */
  Optional<Match> match(IpFamily family, boolean negated);

  /** No way to tell. */
  enum None implements LocalDetector {
    /** The only one. */
    NONE;

    @Override
    public Optional<Match> match(IpFamily family, boolean negated) {
      return Optional.empty();
    }
  }

  /**
   * Pods have addresses of these networks; of each family the first counts.
   *
   * @param cidrs the networks: of the cluster ({@code --cluster-cidr}) or of the node ({@code
   *     spec.podCIDRs})
   */
  record PodCidr(List<Cidr> cidrs) implements LocalDetector {

    /** Copies the networks. */
    public PodCidr {
      cidrs = List.copyOf(cidrs);
    }

    @Override
    public Optional<Match> match(IpFamily family, boolean negated) {
      return cidrs.stream()
          .filter(cidr -> cidr.family() == family)
          .findFirst()
          // Nobody is outside of 0.0.0.0/0, and iptables-nft refuses a rule that says so.
          .filter(cidr -> !negated || !cidr.isEverything())
          .map(cidr -> new SourceMatch(negated, cidr));
    }
  }

  /**
   * Traffic of pods comes in by an interface.
   *
   * @param pattern the name of a bridge, or the start of the names of the pods' interfaces and
   *     {@code +}
   */
  record PodInterface(String pattern) implements LocalDetector {

    /** Pods are connected to this bridge. */
    public static PodInterface bridge(String name) {
      return new PodInterface(name);
    }

    /** The names of the pods' interfaces start like this. */
    public static PodInterface prefix(String prefix) {
      return new PodInterface(prefix + '+');
    }

    @Override
    public Optional<Match> match(IpFamily family, boolean negated) {
      return Optional.of(new InInterfaceMatch(negated, pattern));
    }
  }
}
