// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.text;

import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpSetDefinition;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.IpSetType;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads lines of {@code ipset save}. */
final class IpsetParser {
  /** Extensions that stand alone; all others have a value (ipset(8), generic options). */
  private static final Set<String> FLAGS = Set.of("counters", "comment", "skbinfo", "forceadd");

  private final Map<String, IpSetDefinition> definitions = new LinkedHashMap<>();
  private final Map<String, Set<IpSetEntry>> entries = new LinkedHashMap<>();
  private final Set<String> otherNames = new HashSet<>();
  private final List<String> others = new ArrayList<>();

  void read(TextLine line, String text) {
    if (line.skip("create")) {
      create(line, text);
    } else {
      line.expect("add");
      add(line, text);
    }
  }

  List<IpSet> sets() {
    List<IpSet> sets = new ArrayList<>(definitions.size());
    definitions.forEach((name, definition) -> sets.add(IpSet.of(definition, entries.get(name))));
    return sets;
  }

  List<String> others() {
    return others;
  }

  private void create(TextLine line, String text) {
    String name = line.next();
    Optional<IpSetType> type = IpSetType.named(line.next());
    if (type.isEmpty()) {
      otherNames.add(name);
      others.add(text);
      return;
    }
    IpFamily family = name.startsWith("KUBE-6-") ? IpFamily.IPV6 : IpFamily.IPV4;
    int max = type.get() == IpSetType.BITMAP_PORT ? 0 : IpSetDefinition.DEFAULT_MAX_ELEMENTS;
    List<String> extensions = new ArrayList<>(0);
    while (line.hasNext()) {
      String option = line.next();
      switch (option) {
        case "family" -> family = family(line);
        case "maxelem" -> max = (int) line.number(Integer.MAX_VALUE);
        case "hashsize", "bucketsize" -> line.number(0xffffffffL);
        case "initval" -> line.next();
        default -> extension(option, line).ifPresent(extensions::add);
      }
    }
    definitions.put(name, new IpSetDefinition(name, type.get(), family, max, extensions));
    entries.put(name, new TreeSet<>());
  }

  /** Empty for what a set of ours has too. */
  private static Optional<String> extension(String option, TextLine line) {
    if (FLAGS.contains(option)) {
      return Optional.of(option);
    }
    String value = line.next();
    boolean usual = option.equals("range") && value.equals("0-65535");
    return usual ? Optional.empty() : Optional.of(option + ' ' + value);
  }

  private static IpFamily family(TextLine line) {
    String word = line.next();
    return switch (word) {
      case "inet" -> IpFamily.IPV4;
      case "inet6" -> IpFamily.IPV6;
      default -> throw line.refuse("\"" + word + "\" is no family");
    };
  }

  private void add(TextLine line, String text) {
    String name = line.next();
    IpSetDefinition definition = definitions.get(name);
    if (definition == null) {
      if (!otherNames.contains(name)) {
        throw line.refuse("its set is not there");
      }
      others.add(text);
      return;
    }
    IpSetEntry entry = entry(definition.type(), line.next(), line);
    if (definition.extensions().isEmpty()) {
      line.expectEnd();
    }
    entries.get(name).add(entry);
  }

  static IpSetEntry entry(IpSetType type, String word, TextLine line) {
    String[] parts = word.split(",", -1);
    int expected =
        switch (type) {
          case HASH_IP, BITMAP_PORT -> 1;
          case HASH_IP_PORT -> 2;
          case HASH_IP_PORT_IP, HASH_IP_PORT_NET -> 3;
        };
    if (parts.length != expected) {
      throw line.refuse("\"" + word + "\" is not an element of " + type.text());
    }
    return switch (type) {
      case HASH_IP -> new IpSetEntry.Ip(line.address(word));
      case BITMAP_PORT -> new IpSetEntry.Port(line.port(word));
      case HASH_IP_PORT -> ipPort(parts, line);
      case HASH_IP_PORT_IP -> new IpSetEntry.IpPortIp(ipPort(parts, line), line.address(parts[2]));
      case HASH_IP_PORT_NET -> new IpSetEntry.IpPortNet(ipPort(parts, line), net(parts[2], line));
    };
  }

  private static IpSetEntry.IpPort ipPort(String[] parts, TextLine line) {
    int colon = parts[1].indexOf(':');
    String name = colon < 0 ? "" : parts[1].substring(0, colon);
    for (Protocol protocol : Protocol.values()) {
      if (protocol.lowerCase().equals(name)) {
        int port = line.port(parts[1].substring(colon + 1));
        return new IpSetEntry.IpPort(line.address(parts[0]), protocol, port);
      }
    }
    throw line.refuse("\"" + parts[1] + "\" is not a protocol and port");
  }

  private static Cidr net(String word, TextLine line) {
    Cidr net =
        word.indexOf('/') < 0
            ? Cidr.of(line.address(word))
            : line.parse(word, Cidr::tryParse, "a network");
    if (net.isEverything()) {
      throw line.refuse("no element is " + word);
    }
    return net;
  }
}
