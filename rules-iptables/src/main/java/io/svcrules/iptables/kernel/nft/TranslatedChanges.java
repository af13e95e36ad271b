// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A transaction in the making: what to tell the kernel, and which change each command is for. */
final class TranslatedChanges {
  private final List<NftChange> commands = new ArrayList<>();
  private final List<ChangePlace> places = new ArrayList<>();
  private final List<Optional<LiveRule>> added = new ArrayList<>();
  private final Map<Table, Set<String>> changed = new EnumMap<>(Table.class);
  private boolean certain;

  /** Adds a command that may find nothing to do. */
  void add(ChangePlace place, NftChange command) {
    commands.add(command);
    places.add(place);
  }

  /** Adds a command that changes something or is refused. */
  void addCertain(ChangePlace place, NftChange command) {
    add(place, command);
    certain = true;
  }

  /**
   * Adds a command that makes a rule.
   *
   * @param rule its place in a known chain; empty if the chain is not known
   */
  void addRule(ChangePlace place, NftChange command, Optional<LiveRule> rule) {
    addCertain(place, command);
    added.add(rule);
  }

  /** Notes that a chain of which the handles are known is changed. */
  void changes(Table table, String chain) {
    changed.computeIfAbsent(table, t -> new HashSet<>()).add(chain);
  }

  List<NftChange> commands() {
    return commands;
  }

  /** The change that a command is for. */
  ChangePlace place(int command) {
    return places.get(command);
  }

  /** Whether the kernel counts the transaction as a new generation for sure. */
  boolean isCertain() {
    return certain;
  }

  Map<Table, Set<String>> changed() {
    return changed;
  }

  /** Whether handles of new rules are worth being reported. */
  boolean wantsHandles(int most) {
    return added.size() <= most && added.stream().anyMatch(Optional::isPresent);
  }

  /**
   * Takes the handles of the new rules.
   *
   * @param handles of each, in the order of the commands
   */
  void settle(List<Long> handles) {
    if (handles.size() != added.size()) {
      throw new IllegalStateException(
          handles.size() + " handles for " + added.size() + " new rules");
    }
    for (int i = 0; i < handles.size(); i++) {
      long handle = handles.get(i);
      added.get(i).ifPresent(rule -> rule.handle = handle);
    }
  }

  /** The rule that a position stands for, as the kernel names it. */
  static NftChange insertion(Table table, String chain, Rule rule, LiveRule next) {
    if (!next.isPending()) {
      return new InsertRule(table, chain, rule, next.handle);
    }
    LiveRule previous = next.previous;
    if (!previous.isPending()) {
      return new InsertRuleAfter(table, chain, rule, previous.handle);
    }
    throw new UnsupportedRuleException("a rule between two that are new as well: " + rule);
  }
}
