// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds which variant of iptables a node uses, the way the iptables-wrappers of Kubernetes do: the
 * one in which kubelet has left its mark, else the one with more rules, else nft.
 */
public final class VariantDetector {
  private final CommandRunner runner;

  /** A detector for the node on which the runner runs commands. */
  public VariantDetector(CommandRunner runner) {
    this.runner = runner;
  }

  /**
   * Looks at both variants and both families. Loads no part of the kernel that is not loaded yet.
   *
   * @throws PacketFilterException if neither variant can be read; a variant or family that is not
   *     installed counts as empty
   */
  public DetectedVariant detect() {
    Map<IptablesVariant, Map<IpFamily, VariantCensus>> found = new EnumMap<>(IptablesVariant.class);
    List<PacketFilterException> failures = new ArrayList<>();
    for (IptablesVariant variant : IptablesVariant.values()) {
      Map<IpFamily, VariantCensus> families = census(variant, failures);
      if (!families.isEmpty()) {
        found.put(variant, families);
      }
    }
    if (found.isEmpty()) {
      throw failures.get(0);
    }
    return choice(found);
  }

  private Map<IpFamily, VariantCensus> census(
      IptablesVariant variant, List<PacketFilterException> failures) {
    Map<IpFamily, VariantCensus> families = new EnumMap<>(IpFamily.class);
    for (IpFamily family : IpFamily.values()) {
      try {
        families.put(family, VariantCensus.of(save(variant, family)));
      } catch (PacketFilterException e) {
        if (e.kind() != Kind.UNAVAILABLE) {
          throw e;
        }
        failures.add(e);
      }
    }
    return families;
  }

  // All tables: asking for one by name would make it.
  private byte[] save(IptablesVariant variant, IpFamily family) {
    List<String> command = List.of(variant.saveCommand(family));
    CommandOutcome saved = runner.run(command, CommandRunner.Input.NONE);
    if (!saved.isSuccess()) {
      throw new RestoreFailure(saved.errors(), List.of()).exception();
    }
    return saved.output();
  }

  private static DetectedVariant choice(Map<IptablesVariant, Map<IpFamily, VariantCensus>> found) {
    if (found.size() == 1) {
      IptablesVariant only = found.keySet().iterator().next();
      return new DetectedVariant(only, "only iptables-" + only.word() + " works", List.of());
    }
    for (IptablesVariant variant : IptablesVariant.values()) {
      if (found.get(variant).values().stream().anyMatch(VariantCensus::ofKubelet)) {
        return detected(variant, "kubelet uses it", found);
      }
    }
    int nft = rules(found.get(IptablesVariant.NFT));
    int legacy = rules(found.get(IptablesVariant.LEGACY));
    if (nft == 0 && legacy == 0) {
      return detected(IptablesVariant.NFT, "no variant has rules", found);
    }
    IptablesVariant more = legacy > nft ? IptablesVariant.LEGACY : IptablesVariant.NFT;
    String reason = "nft has " + nft + " rules, legacy " + legacy;
    return detected(more, reason, found);
  }

  private static int rules(Map<IpFamily, VariantCensus> families) {
    return families.values().stream().mapToInt(VariantCensus::rules).sum();
  }

  private static DetectedVariant detected(
      IptablesVariant variant,
      String reason,
      Map<IptablesVariant, Map<IpFamily, VariantCensus>> found) {
    IptablesVariant other =
        variant == IptablesVariant.NFT ? IptablesVariant.LEGACY : IptablesVariant.NFT;
    List<String> leftovers = new ArrayList<>();
    found
        .get(other)
        .forEach((family, census) -> leftover(other, family, census).ifPresent(leftovers::add));
    return new DetectedVariant(variant, reason, leftovers);
  }

  private static Optional<String> leftover(
      IptablesVariant variant, IpFamily family, VariantCensus census) {
    return census.ofServices() == 0
        ? Optional.empty()
        : Optional.of(
            "iptables-"
                + variant.word()
                + " still holds "
                + census.ofServices()
                + " chains of services for "
                + family.kubernetesName()
                + ", which packets pass as well; see: "
                + variant.saveCommand(family));
  }
}
