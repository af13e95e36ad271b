// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import io.svcrules.iptables.CommonOptions;
import io.svcrules.iptables.DestinationMatch;
import io.svcrules.iptables.FragmentMatch;
import io.svcrules.iptables.Goto;
import io.svcrules.iptables.InInterfaceMatch;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.NoTarget;
import io.svcrules.iptables.OutInterfaceMatch;
import io.svcrules.iptables.PacketSide;
import io.svcrules.iptables.ProtocolMatch;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.SourceMatch;
import io.svcrules.iptables.Target;
import io.svcrules.iptables.Verdict;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Reads the words of one line that changes a chain. Used again for each line. */
final class RuleLine {
  // linux/if.h IFNAMSIZ, without the terminating zero.
  private static final int MAX_INTERFACE = 15;
  private static final int HEADER_RANKS = Match.EXTENSION;

  private final IpFamily family;
  private final MatchReader matchReader;
  private final TargetReader targetReader;
  private final LineWords words;
  private final Predicate<String> isChain;

  private final Match[] header = new Match[HEADER_RANKS];
  private final ExtensionList extensions = new ExtensionList();
  private final List<Match> matches = new ArrayList<>();
  private Target target;
  private Command command;
  private String chain;
  private String argument;
  private int position;
  private boolean otherFamily;
  private int next;

  /** A reader of lines in these words; the predicate knows the chains declared so far. */
  RuleLine(IpFamily family, LineWords words, Predicate<String> isChain) {
    this.family = family;
    this.words = words;
    this.isChain = isChain;
    this.matchReader = new MatchReader(family);
    this.targetReader = new TargetReader(family);
  }

  /** Reads the words. */
  void read() throws LineProblem {
    reset();
    while (next < words.count()) {
      boolean negated = isBang(next);
      next += negated ? 1 : 0;
      if (next == words.count()) {
        throw problem(next - 1, "behind ! an option is missing");
      }
      option(negated);
    }
    if (command == null) {
      throw new LineProblem(1, "the line names no chain; start it with -A CHAIN");
    }
  }

  private void reset() {
    Arrays.fill(header, null);
    extensions.clear();
    target = null;
    command = null;
    chain = null;
    argument = null;
    position = 0;
    otherFamily = false;
    // Counters, as iptables-save -c prints them.
    next = words.count() > 0 && words.word(0).startsWith("[") ? 1 : 0;
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
    return extensions.size() > 0 || target != null || !headerMatches().isEmpty();
  }

  /** The rule. */
  Rule rule() {
    List<Match> all = headerMatches();
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

  private List<Match> headerMatches() {
    matches.clear();
    for (Match match : header) {
      if (match != null) {
        matches.add(match);
      }
    }
    return matches;
  }

  private void option(boolean negated) throws LineProblem {
    int index = next;
    String word = words.word(index);
    if (word.isEmpty() || word.charAt(0) != '-' || (words.isQuoted(index) && isValue(index))) {
      value(negated);
      return;
    }
    Command found = Command.of(word);
    if (found != null) {
      noNegation(negated, index);
      command(found);
      return;
    }
    switch (word) {
      case "-m", "--match" -> {
        noNegation(negated, index);
        extensions.start(name(index, "the name of a match"), false);
      }
      case "-j", "--jump" -> {
        noNegation(negated, index);
        jump();
      }
      case "-g", "--goto" -> {
        noNegation(negated, index);
        setTarget(index, new Goto(name(index, "the name of a chain")));
      }
      case "-c", "--set-counters" -> {
        noNegation(negated, index);
        counters();
      }
      case "-4", "--ipv4" -> family(IpFamily.IPV4);
      case "-6", "--ipv6" -> family(IpFamily.IPV6);
      default -> header(word, negated);
    }
  }

  private void header(String word, boolean negated) throws LineProblem {
    int index = next;
    switch (word) {
      case "-s", "--source", "--src" -> address(PacketSide.SOURCE, negated);
      case "-d", "--destination", "--dst" -> address(PacketSide.DESTINATION, negated);
      case "-i", "--in-interface" -> {
        boolean not = negation(negated);
        String name = interfaceName(index);
        set(index, anyInterface(not, name) ? null : new InInterfaceMatch(not, name));
      }
      case "-o", "--out-interface" -> {
        boolean not = negation(negated);
        String name = interfaceName(index);
        set(index, anyInterface(not, name) ? null : new OutInterfaceMatch(not, name));
      }
      case "-p", "--protocol", "--proto" -> protocol(negated);
      case "-f", "--fragment", "--fragments" -> {
        if (family == IpFamily.IPV6) {
          throw problem(index, "-f is for IPv4 only; IPv6 has -m frag");
        }
        next++;
        set(index, new FragmentMatch(negated));
      }
      default -> extensionOption(word, negated);
    }
  }

  private static boolean anyInterface(boolean not, String name) {
    return !not && name.equals("+");
  }

  private void command(Command found) throws LineProblem {
    int index = next;
    if (command != null) {
      throw problem(index, "the line has a command already: " + command.option());
    }
    command = found;
    chain = name(index, "the name of a chain");
    if (found.takesNumber() && next < words.count()) {
      String word = words.word(next);
      position = (int) Numbers.decimal(word, Integer.MAX_VALUE);
      boolean isNumber = position >= 0;
      position = Math.max(position, 0);
      next += isNumber ? 1 : 0;
      if (isNumber && position == 0) {
        throw problem(next - 1, "rules are counted from 1");
      }
    } else if (found == Command.SET_POLICY) {
      next--;
      argument = value(index, "a policy: ACCEPT or DROP");
    }
  }

  private void address(PacketSide side, boolean negated) throws LineProblem {
    int index = next;
    boolean not = negation(negated);
    String text = value(index, "an address");
    try {
      Match match = AddressText.match(family, side, not, text);
      set(index, !not && isEverything(match) ? null : match);
    } catch (IllegalArgumentException e) {
      throw problem(next - 1, e.getMessage());
    }
  }

  private static boolean isEverything(Match match) {
    if (match instanceof SourceMatch source) {
      return source.network().isEverything();
    }
    return match instanceof DestinationMatch destination && destination.network().isEverything();
  }

  private void protocol(boolean negated) throws LineProblem {
    int index = next;
    boolean not = negation(negated);
    String name = ProtocolNames.canonical(name(index, "a protocol"));
    if (name.equals(ProtocolNames.ALL)) {
      if (not) {
        throw problem(index, "no packet is of no protocol; leave ! out");
      }
      return;
    }
    set(index, new ProtocolMatch(not, name));
  }

  /** The protocol named so far; null for none. */
  private String protocol() {
    for (Match match : header) {
      if (match instanceof ProtocolMatch named) {
        return named.protocol();
      }
    }
    return null;
  }

  // No match for an option that is always true.
  private void set(int index, Match match) throws LineProblem {
    if (match != null) {
      if (header[match.rank()] != null) {
        throw problem(index, words.word(index) + " stands here twice; write it once");
      }
      header[match.rank()] = match;
    }
  }

  private String interfaceName(int index) throws LineProblem {
    String name = name(index, "the name of an interface");
    if (name.length() > MAX_INTERFACE) {
      throw problem(next - 1, "an interface name has 1 to " + MAX_INTERFACE + " characters");
    }
    return name;
  }

  private void jump() throws LineProblem {
    int index = next;
    String name = name(index, "a target or the name of a chain");
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
    if (next >= words.count()) {
      return false;
    }
    String word = words.word(next);
    return word.startsWith("--")
        && !CommonOptions.contains(word)
        && extensions.owner(word) == null
        && !(protocol() != null && Extensions.isProtocolOption(word));
  }

  private void setTarget(int index, Target found) throws LineProblem {
    checkNoTarget(index);
    target = found;
    extensions.setCurrent(null);
  }

  private void checkNoTarget(int index) throws LineProblem {
    if (target != null || extensions.hasTarget()) {
      throw problem(index, "the rule has a target already; write two rules");
    }
  }

  private void counters() throws LineProblem {
    int index = next;
    String packets = value(index, "two numbers");
    if (packets.indexOf(',') < 0) {
      next++;
    }
    if (next > words.count()) {
      throw problem(index, "behind -c two numbers are missing: packets and bytes");
    }
  }

  private void family(IpFamily only) {
    otherFamily |= only != family;
    next++;
  }

  private void extensionOption(String option, boolean negated) throws LineProblem {
    ExtensionWords owner = extensions.ownerOrImplicit(option, protocol());
    if (owner == null) {
      throw problem(
          next, "nothing in front of " + option + " knows this option; name its match: -m");
    }
    extensions.setCurrent(owner);
    next++;
    // Old style: the negation stands behind the option.
    boolean behind =
        isBang(next) && next + 1 < words.count() && !words.word(next + 1).startsWith("-");
    if (negated != behind) {
      owner.add("!");
    }
    next += behind ? 1 : 0;
    owner.add(option);
    // Whatever the value looks like: -m comment --comment -j.
    if (next < words.count() && Extensions.hasValue(owner.name(), option)) {
      owner.add(words.word(next++));
    }
  }

  private void value(boolean negated) throws LineProblem {
    String word = words.word(next);
    ExtensionWords current = extensions.current();
    if (current == null) {
      throw problem(next, "\"" + word + "\" is no option, and no option in front of it takes it");
    }
    if (negated) {
      current.add("!");
    }
    current.add(word);
    next++;
  }

  private boolean isValue(int index) {
    return extensions.current() != null && index > 0 && words.word(index - 1).startsWith("--");
  }

  private void noNegation(boolean negated, int index) throws LineProblem {
    if (negated) {
      throw problem(index, words.word(index) + " cannot be negated; leave ! out");
    }
  }

  // Old style: the negation stands behind the option. Leaves next on the last word before the
  // value.
  private boolean negation(boolean negated) {
    boolean behind = isBang(next + 1);
    next += behind ? 1 : 0;
    return negated != behind;
  }

  private boolean isBang(int index) {
    return index < words.count() && words.word(index).equals("!") && !words.isQuoted(index);
  }

  /** The word behind the next one; goes on behind it. */
  private String value(int option, String what) throws LineProblem {
    if (next + 1 >= words.count()) {
      throw problem(words.count(), "behind " + words.word(option) + " is missing: " + what);
    }
    next += 2;
    return words.word(next - 1);
  }

  private String name(int option, String what) throws LineProblem {
    String name = value(option, what);
    if (!Names.isName(name)) {
      throw problem(
          next - 1, "a name has no spaces and no quotes, and starts with neither - nor !");
    }
    return name;
  }

  private LineProblem problem(int index, String message) {
    return new LineProblem(words.column(index), message);
  }
}
