// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import io.svcrules.iptables.CommonOptions;
import io.svcrules.iptables.Goto;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.NoTarget;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Target;
import io.svcrules.iptables.Verdict;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.function.Predicate;

/** Reads the words of one line that changes a chain. Used again for each line. */
final class RuleLine {
  private final IpFamily family;
  private final MatchReader matchReader;
  private final TargetReader targetReader;
  private final WordCursor words;
  private final Predicate<String> isChain;

  private final HeaderMatches header;
  private final ExtensionList extensions = new ExtensionList();
  private Target target;
  private Command command;
  private String chain;
  private String argument;
  private int position;
  private boolean otherFamily;

  /** A reader of lines in these words; the predicate knows the chains declared so far. */
  RuleLine(IpFamily family, LineWords words, Predicate<String> isChain) {
    this.family = family;
    this.words = new WordCursor(words);
    this.isChain = isChain;
    this.header = new HeaderMatches(family, this.words);
    this.matchReader = new MatchReader(family);
    this.targetReader = new TargetReader(family);
  }

  /** Reads the words. */
  void read() throws LineProblem {
    reset();
    while (words.hasNext()) {
      option(words.takeBang());
    }
    if (command == null) {
      throw new LineProblem(1, "the line names no chain; start it with -A CHAIN");
    }
  }

  private void reset() {
    header.clear();
    extensions.clear();
    target = null;
    command = null;
    chain = null;
    argument = null;
    position = 0;
    otherFamily = false;
    words.begin();
  }

  Command command() {
    return command;
  }

  String chain() {
    return chain;
  }

  /** The policy of {@code -P}; null without. */
  String argument() {
    return argument;
  }

  /** The number behind the chain; 0 without. */
  int position() {
    return position;
  }

  /** Whether the line is only meant for the other family. */
  boolean isOfOtherFamily() {
    return otherFamily;
  }

  /** Whether there is more than the command, its chain and its number. */
  boolean hasRule() {
    return extensions.size() > 0 || target != null || !header.found().isEmpty();
  }

  /** The rule. */
  Rule rule() {
    List<Match> all = header.found();
    Target found = target == null ? NoTarget.NONE : target;
    for (int i = 0; i < extensions.size(); i++) {
      ExtensionWords extension = extensions.get(i);
      if (extension.isTarget()) {
        found = targetReader.read(extension);
      } else {
        all.add(matchReader.read(extension));
      }
    }
    return new Rule(all, found);
  }

  private void option(boolean negated) throws LineProblem {
    String word = words.peek();
    if (word.isEmpty() || word.charAt(0) != '-' || (words.isQuoted() && isValue())) {
      value(negated);
      return;
    }
    Command found = Command.of(word);
    if (found != null) {
      words.noNegation(negated);
      command(found);
    } else if (!targetOrMatch(word, negated) && !header.read(word, negated)) {
      extensionOption(word, negated);
    }
  }

  private boolean isValue() {
    return extensions.current() != null && words.isBehindLongOption();
  }

  /** Reads an option that begins a part of a rule, or is about the line; false if it is none. */
  private boolean targetOrMatch(String word, boolean negated) throws LineProblem {
    switch (word) {
      case "-m", "--match" -> {
        words.noNegation(negated);
        extensions.start(words.name(words.index(), "the name of a match"), false);
      }
      case "-j", "--jump" -> {
        words.noNegation(negated);
        jump();
      }
      case "-g", "--goto" -> {
        words.noNegation(negated);
        int index = words.index();
        setTarget(index, new Goto(words.name(index, "the name of a chain")));
      }
      case "-c", "--set-counters" -> {
        words.noNegation(negated);
        words.skipCounters();
      }
      case "-4", "--ipv4" -> family(IpFamily.IPV4);
      case "-6", "--ipv6" -> family(IpFamily.IPV6);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void command(Command found) throws LineProblem {
    int index = words.index();
    if (command != null) {
      throw words.problem(index, "the line has a command already: " + command.option());
    }
    command = found;
    chain = words.name(index, "the name of a chain");
    if (found.takesNumber()) {
      int number = words.takeNumber();
      if (number == 0) {
        throw words.lastProblem("rules are counted from 1");
      }
      position = Math.max(number, 0);
    } else if (found == Command.SET_POLICY) {
      argument = words.argument(index, "a policy: ACCEPT or DROP");
    }
  }

  private void jump() throws LineProblem {
    int index = words.index();
    String name = words.name(index, "a target or the name of a chain");
    Target verdict =
        switch (name) {
          case "ACCEPT" -> Verdict.ACCEPT;
          case "DROP" -> Verdict.DROP;
          case "RETURN" -> Verdict.RETURN;
          default -> null;
        };
    if (verdict != null) {
      setTarget(index, verdict);
    } else if (isChain.test(name) || (!Extensions.isTarget(name) && !isFollowedByValue())) {
      setTarget(index, new Jump(name));
    } else {
      checkNoTarget(index);
      extensions.start(name, true);
    }
  }

  // A target that iptables does not come with has options of its own, a chain has none. Options
  // that belong to a match stand behind that match in everything that iptables-save prints.
  private boolean isFollowedByValue() {
    if (!words.hasNext()) {
      return false;
    }
    String word = words.peek();
    return word.startsWith("--")
        && !CommonOptions.contains(word)
        && extensions.owner(word) == null
        && !(header.protocol() != null && Extensions.isProtocolOption(word));
  }

  private void setTarget(int index, Target found) throws LineProblem {
    checkNoTarget(index);
    target = found;
    extensions.setCurrent(null);
  }

  private void checkNoTarget(int index) throws LineProblem {
    if (target != null || extensions.hasTarget()) {
      throw words.problem(index, "the rule has a target already; write two rules");
    }
  }

  private void family(IpFamily only) {
    otherFamily |= only != family;
    words.skip();
  }

  private void extensionOption(String option, boolean negated) throws LineProblem {
    ExtensionWords owner = extensions.ownerOrImplicit(option, header.protocol());
    if (owner == null) {
      throw words.problem(
          words.index(),
          "nothing in front of " + option + " knows this option; name its match: -m");
    }
    extensions.setCurrent(owner);
    words.skip();
    if (negated != words.takeBangBeforeValue()) {
      owner.add("!");
    }
    owner.add(option);
    // Whatever the value looks like: -m comment --comment -j.
    if (words.hasNext() && Extensions.hasValue(owner.name(), option)) {
      owner.add(words.take());
    }
  }

  private void value(boolean negated) throws LineProblem {
    ExtensionWords current = extensions.current();
    if (current == null) {
      throw words.problem(
          words.index(),
          "\"" + words.peek() + "\" is no option, and no option in front of it takes it");
    }
    if (negated) {
      current.add("!");
    }
    current.add(words.take());
  }
}
