// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.text;

import io.svcrules.ipvs.ForwardingMethod;
import io.svcrules.ipvs.PersistenceMask;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.SchedulerFlag;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.VirtualServerSettings;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads lines of {@code ipvsadm -S}. */
final class IpvsadmParser {
  private static final long MAX_UNSIGNED = 0xffffffffL;

  private final Map<VirtualServerKey, VirtualServerSettings> settings = new TreeMap<>();
  private final Map<VirtualServerKey, List<RealServer>> realServers = new TreeMap<>();

  void read(TextLine line) {
    if (line.skip("-A")) {
      VirtualServerKey key = key(line);
      settings.put(key, settings(line, key.family()));
      realServers.put(key, new ArrayList<>());
    } else {
      line.expect("-a");
      VirtualServerKey key = key(line);
      if (!settings.containsKey(key)) {
        throw line.refuse("its virtual server is not there");
      }
      realServers.get(key).add(realServer(line));
    }
    line.expectEnd();
  }

  SortedMap<VirtualServerKey, VirtualServer> servers() {
    SortedMap<VirtualServerKey, VirtualServer> servers = new TreeMap<>();
    settings.forEach(
        (key, value) -> servers.put(key, VirtualServer.of(key, value, realServers.get(key))));
    return servers;
  }

  private static VirtualServerKey key(TextLine line) {
    String option = line.next();
    if (option.equals("-f")) {
      int mark = (int) line.number(MAX_UNSIGNED);
      return new VirtualServerKey.Mark(line.skip("-6") ? IpFamily.IPV6 : IpFamily.IPV4, mark);
    }
    Protocol protocol =
        switch (option) {
          case "-t" -> Protocol.TCP;
          case "-u" -> Protocol.UDP;
          case "--sctp-service" -> Protocol.SCTP;
          default -> throw line.refuse("\"" + option + "\" names no virtual server");
        };
    RealServerKey address = addressAndPort(line);
    return new VirtualServerKey.Address(protocol, address.address(), address.port());
  }

  private static RealServerKey addressAndPort(TextLine line) {
    String word = line.next();
    int colon = word.lastIndexOf(':');
    if (colon < 0) {
      throw line.refuse("\"" + word + "\" has no port");
    }
    String host = word.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    IpAddress address = line.address(bracketed ? host.substring(1, host.length() - 1) : host);
    return new RealServerKey(address, line.port(word.substring(colon + 1)));
  }

  private static VirtualServerSettings settings(TextLine line, IpFamily family) {
    line.expect("-s");
    String scheduler = line.next();
    int seconds = 0;
    int mask = family.bits();
    if (line.skip("-p")) {
      seconds = (int) line.number(Integer.MAX_VALUE);
      if (line.skip("-M")) {
        mask = line.parse(line.next(), word -> PersistenceMask.parse(word, family), "a mask");
      }
    }
    String engine = line.skip("--pe") ? line.next() : "";
    int flags = line.skip("-o") ? VirtualServerSettings.ONE_PACKET : 0;
    if (line.skip("-b")) {
      for (String name : line.next().split(",", -1)) {
        flags |= line.parse(name, n -> SchedulerFlag.named(n, scheduler), "a flag").bit();
      }
    }
    return new VirtualServerSettings(scheduler, flags, seconds, mask, engine);
  }

  private static RealServer realServer(TextLine line) {
    line.expect("-r");
    RealServerKey key = addressAndPort(line);
    ForwardingMethod method =
        line.parse(line.next(), ForwardingMethod::ofOption, "a forwarding method");
    line.expect("-w");
    int weight = (int) line.number(65535);
    long upper = line.skip("-x") ? line.number(MAX_UNSIGNED) : 0;
    long lower = line.skip("-y") ? line.number(MAX_UNSIGNED) : 0;
    if (lower > upper) {
      throw line.refuse("the lower threshold is above the upper");
    }
    if (method == ForwardingMethod.TUNNEL) {
      line.expect("--tun-type");
      line.expect("ipip");
    }
    return new RealServer(key, method, weight, upper, lower);
  }
}
