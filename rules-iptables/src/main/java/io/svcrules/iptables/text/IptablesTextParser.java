// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import io.svcrules.iptables.RestoreInput;
import io.svcrules.iptables.Ruleset;
import io.svcrules.model.IpFamily;
import java.util.List;

/**
 * Reads what iptables-save prints and what iptables-restore reads. Rules that mean the same by the
 * same parts become equal values, however they are spelled and whichever variant of iptables
 * (legacy or nft) printed them. Matches and targets without a value of their own are kept as words.
 */
public final class IptablesTextParser {
  private IptablesTextParser() {}

  /** Reads what iptables-save prints, with or without counters. */
  public static ParsedText<Ruleset> parseSaved(IpFamily family, byte[] text) {
    SavedReceiver receiver = new SavedReceiver();
    List<TextProblem> problems = new TextReader(family, text, receiver).read();
    return new ParsedText<>(receiver.ruleset(family), problems);
  }

  /** Reads what iptables-save prints, with or without counters. */
  public static ParsedText<Ruleset> parseSaved(IpFamily family, String text) {
    return parseSaved(family, TextBytes.encode(text));
  }

  /**
   * Reads what iptables-restore reads. Where the text calls a chain that it does not create, the
   * name decides: those of the targets that iptables comes with are targets.
   */
  public static ParsedText<RestoreInput> parseInput(IpFamily family, byte[] text) {
    InputReceiver receiver = new InputReceiver();
    List<TextProblem> problems = new TextReader(family, text, receiver).read();
    return new ParsedText<>(receiver.input(family), problems);
  }

  /** Reads what iptables-restore reads. */
  public static ParsedText<RestoreInput> parseInput(IpFamily family, String text) {
    return parseInput(family, TextBytes.encode(text));
  }
}
