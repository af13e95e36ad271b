// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import io.svcrules.iptables.kernel.CommandOutcome;
import io.svcrules.iptables.kernel.CommandRunner;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.PacketFilterException;
import io.svcrules.model.IpFamily;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds out which variant of iptables a machine uses, by the same signs as the wrapper scripts in
 * kube-proxy's image (kubernetes-sigs/iptables-wrappers): where kubelet has left a chain as a hint,
 * otherwise where there are more rules.
 */
final class UsedVariant {
  /** Chains of kubelet in table mangle; it makes them in the variant that it uses. */
  private static final List<String> HINTS =
      List.of(":KUBE-IPTABLES-HINT ", ":KUBE-KUBELET-CANARY ");

  private final CommandRunner runner;

  UsedVariant(CommandRunner runner) {
    this.runner = runner;
  }

  IptablesVariant find() {
    // All tables: asking for one by name would make it.
    for (IptablesVariant variant : IptablesVariant.values()) {
      for (IpFamily family : IpFamily.values()) {
        if (hasHint(run(variant.saveCommand(family)))) {
          return variant;
        }
      }
    }
    OptionalLong legacy = lines(IptablesVariant.LEGACY);
    OptionalLong nft = lines(IptablesVariant.NFT);
    return legacy.isPresent() && (nft.isEmpty() || legacy.getAsLong() > nft.getAsLong())
        ? IptablesVariant.LEGACY
        : IptablesVariant.NFT;
  }

  private static boolean hasHint(Optional<String> saved) {
    return saved.stream()
        .flatMap(String::lines)
        .anyMatch(line -> HINTS.stream().anyMatch(line::startsWith));
  }

  /** How many chains and rules there are; empty if the variant is not there. */
  private OptionalLong lines(IptablesVariant variant) {
    long lines = 0;
    boolean there = false;
    for (IpFamily family : IpFamily.values()) {
      Optional<String> saved = run(variant.saveCommand(family));
      there |= saved.isPresent();
      lines += saved.stream().flatMap(String::lines).filter(UsedVariant::counts).count();
    }
    return there ? OptionalLong.of(lines) : OptionalLong.empty();
  }

  private static boolean counts(String line) {
    return line.startsWith(":") || line.startsWith("-");
  }

  /** What a command prints; empty if it fails: whoever uses the variant then is told why. */
  private Optional<String> run(String... command) {
    try {
      CommandOutcome outcome = runner.run(List.of(command), CommandRunner.Input.NONE);
      return outcome.isSuccess()
          ? Optional.of(new String(outcome.output(), StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (PacketFilterException e) {
      return Optional.empty();
    }
  }
}
