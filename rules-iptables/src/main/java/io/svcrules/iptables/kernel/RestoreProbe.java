// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.capability.Capability;
import io.svcrules.model.IpFamily;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Asks {@code iptables-restore --test}, which reads rules, looks up every extension in the kernel,
 * and commits nothing. One run of some milliseconds tells all, unless iptables itself lacks
 * something: it stops at the first word it does not know, and each is asked about by itself. While
 * somebody else holds the lock of iptables it fails, as everything does.
 */
public final class RestoreProbe implements CapabilityProbe {
  /** What iptables 1.4.21 to 1.8.11 say of an extension that the kernel lacks; they go on then. */
  private static final String UNSUPPORTED = "Extension %s (?:revision \\d+ |is )?not supported";

  /** What libxt_set says of a set that is not there (extensions/libxt_set.h get_set_byname). */
  private static final String NO_SUCH_SET = "doesn't exist";

  private static final String CHAIN = "SVCRULES-PROBE";

  private final IpFamily family;
  private final IptablesVariant variant;
  private final CommandRunner runner;

  /** A probe of one family and variant, where the runner runs commands. */
  public RestoreProbe(IpFamily family, IptablesVariant variant, CommandRunner runner) {
    this.family = family;
    this.variant = variant;
    this.runner = runner;
  }

  @Override
  public Set<Capability> missing(Set<Capability> all) {
    Set<Capability> missing = EnumSet.noneOf(Capability.class);
    Set<Capability> asked = EnumSet.noneOf(Capability.class);
    asked.addAll(all);
    if (asked.remove(Capability.SET) && lacksSets()) {
      missing.add(Capability.SET);
    }
    if (asked.isEmpty() || addMissing(asked, missing)) {
      return missing;
    }
    if (!addMissing(List.of(), missing)) {
      // Not even no rule at all: what is wrong will be said when rules are written.
      return missing;
    }
    for (Capability capability : asked) {
      if (!addMissing(List.of(capability), missing)) {
        missing.add(capability);
      }
    }
    return missing;
  }

  /** A rule about a set that is not there is refused, but only by who knows sets. */
  private boolean lacksSets() {
    String errors = test(List.of(Capability.SET)).errors();
    String words = UNSUPPORTED.formatted(Pattern.quote(Capability.SET.word()));
    return Pattern.compile(words).matcher(errors).find() || !errors.contains(NO_SUCH_SET);
  }

  /** Returns whether iptables understood all, and adds what the kernel lacks of it. */
  private boolean addMissing(Collection<Capability> asked, Set<Capability> missing) {
    CommandOutcome outcome = test(asked);
    if (!outcome.isSuccess()) {
      return false;
    }
    for (Capability capability : asked) {
      String words = UNSUPPORTED.formatted(Pattern.quote(capability.word()));
      if (Pattern.compile(words).matcher(outcome.errors()).find()) {
        missing.add(capability);
      }
    }
    return true;
  }

  private CommandOutcome test(Collection<Capability> asked) {
    // Table filter does: which extension goes with which table is checked at the commit only.
    StringBuilder text = new StringBuilder("*filter\n:" + CHAIN + " - [0:0]\n");
    for (Capability capability : asked) {
      text.append("-A ").append(CHAIN);
      capability.sample(family).appendTo(text);
      text.append('\n');
    }
    byte[] input = text.append("COMMIT\n").toString().getBytes(StandardCharsets.UTF_8);
    List<String> command =
        List.of(variant.restoreCommand(family), "--test", "--noflush", "-w", "5");
    CommandOutcome outcome = runner.run(command, out -> out.write(input));
    if (!outcome.isSuccess()) {
      throwIfBusy(new RestoreFailure(outcome.errors(), List.of()).exception());
    }
    return outcome;
  }

  /** Whoever got no lock got no answer. */
  private static void throwIfBusy(PacketFilterException failure) {
    if (failure.kind() == PacketFilterException.Kind.BUSY) {
      throw failure;
    }
  }
}
