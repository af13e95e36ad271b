// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.RestoreInput;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.text.IptablesTextException;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.model.IpFamily;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules of a kernel by way of {@code iptables-save} and {@code iptables-restore --noflush}.
 * Works with either variant; waits for the lock of the legacy one.
 */
public final class RestorePacketFilter implements PacketFilter {
  /** How long to wait for the lock, in seconds: as kube-proxy does. */
  private static final String LOCK_SECONDS = "5";

  /** iptables-nft leaves out a table that nft has filled with what iptables cannot express. */
  private static final Pattern INCOMPATIBLE =
      Pattern.compile("# Table `(?:filter|nat|mangle)' is incompatible.*");

  private final IpFamily family;
  private final IptablesVariant variant;
  private final CommandRunner runner;

  /** The rules of one family, written by one variant, where the runner runs commands. */
  public RestorePacketFilter(IpFamily family, IptablesVariant variant, CommandRunner runner) {
    this.family = family;
    this.variant = variant;
    this.runner = runner;
  }

  @Override
  public IpFamily family() {
    return family;
  }

  @Override
  public Ruleset read() {
    CommandOutcome saved = save();
    try {
      return IptablesTextParser.parseSaved(family, saved.output()).orThrow();
    } catch (IptablesTextException e) {
      String command = variant.saveCommand(family);
      throw unavailable(command + " prints what cannot be understood: " + e.getMessage(), e);
    }
  }

  private CommandOutcome save() {
    CommandOutcome saved =
        runner.run(List.of(variant.saveCommand(family)), CommandRunner.Input.NONE);
    if (!saved.isSuccess()) {
      throw new RestoreFailure(saved.errors(), List.of()).exception();
    }
    incompatible(saved.output())
        .ifPresent(
            remark -> {
              throw unavailable(remark, null);
            });
    return saved;
  }

  // Looks at the first byte of each line only: there may be 40 MB.
  private static Optional<String> incompatible(byte[] output) {
    int start = 0;
    for (int i = 0; i < output.length; i++) {
      if (output[i] == '\n') {
        if (output[start] == '#') {
          String line = new String(output, start, i - start, StandardCharsets.UTF_8);
          if (INCOMPATIBLE.matcher(line).matches()) {
            return Optional.of(line.substring(2));
          }
        }
        start = i + 1;
      }
    }
    return Optional.empty();
  }

  private static PacketFilterException unavailable(String reason, Throwable cause) {
    return new PacketFilterException(
        Kind.UNAVAILABLE, reason, Optional.empty(), Optional.empty(), cause);
  }

  @Override
  public void apply(IptablesPlan plan) {
    apply(plan, StepProgress.NONE);
  }

  @Override
  public void apply(IptablesPlan plan, StepProgress progress) {
    if (plan.family() != family) {
      throw new IllegalArgumentException(plan.family() + " changes for " + family);
    }
    if (plan.isEmpty()) {
      return;
    }
    List<Transaction> transactions = Transaction.of(plan, variant.stepsAtOnce());
    List<String> command = List.of(variant.restoreCommand(family), "--noflush", "-w", LOCK_SECONDS);
    CommandOutcome restored = runner.run(command, out -> write(transactions, progress, out));
    if (!restored.isSuccess()) {
      RestoreFailure failure = new RestoreFailure(restored.errors(), transactions);
      if (failure.isOfTable()) {
        // A process without rights is told the same as one whose kernel lacks the table: reading
        // tells them apart.
        save();
      }
      throw failure.exception();
    }
  }

  /**
   * Piece by piece. iptables-restore commits each before it reads the next, and a pipe holds
   * little: when one piece has been written, the kernel has those in front of it.
   */
  private void write(List<Transaction> transactions, StepProgress progress, OutputStream out)
      throws IOException {
    int all = transactions.stream().mapToInt(piece -> piece.steps().size()).sum();
    int done = 0;
    int writing = 0;
    for (Transaction piece : transactions) {
      RulesetWriter.write(new RestoreInput(family, List.of(piece.changes())), out);
      done += writing;
      writing = piece.steps().size();
      progress.done(done, all);
    }
  }
}
