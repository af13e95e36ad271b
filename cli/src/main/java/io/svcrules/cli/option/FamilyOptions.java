// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Service;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which families' rules are made. */
public final class FamilyOptions {
  @Option(
      names = "--family",
      paramLabel = "FAMILY",
      description =
          "ipv4, ipv6 or dual; without it, those families that Services have cluster IPs of.")
  private Optional<FamilyChoice> family = Optional.empty();

  /** The families asked for, or those present; IPv4 if there are none. */
  public List<IpFamily> families(Manifests manifests) {
    if (family.isPresent()) {
      return family.get().families();
    }
    List<IpFamily> present =
        Stream.of(IpFamily.values()).filter(one -> isPresent(one, manifests)).toList();
    return present.isEmpty() ? FamilyChoice.IPV4.families() : present;
  }

  /** The families asked for; all if none were. */
  public List<IpFamily> families() {
    return family.orElse(FamilyChoice.DUAL).families();
  }

  private static boolean isPresent(IpFamily family, Manifests manifests) {
    for (Service service : manifests.services()) {
      if (service.clusterIp(family).isPresent()) {
        return true;
      }
    }
    return false;
  }
}
