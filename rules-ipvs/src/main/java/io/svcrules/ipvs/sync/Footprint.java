// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.compile.SetMember;
import io.svcrules.model.IpAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a change touches, with what was wanted before: an entry for each thing that may be another
 * now. Of several notes of one thing the first counts.
 */
final class Footprint {
  private final Map<VirtualServerKey.Address, Optional<VirtualServer>> servers = new HashMap<>();
  private final Map<SetMember, Boolean> members = new HashMap<>();
  private final Map<IpAddress, Boolean> addresses = new HashMap<>();

  Map<VirtualServerKey.Address, Optional<VirtualServer>> servers() {
    return servers;
  }

  Map<SetMember, Boolean> members() {
    return members;
  }

  Map<IpAddress, Boolean> addresses() {
    return addresses;
  }

  void note(VirtualServerKey.Address key, Optional<VirtualServer> before) {
    servers.putIfAbsent(key, before);
  }

  void note(SetMember member, boolean before) {
    members.putIfAbsent(member, before);
  }

  void note(IpAddress address, boolean before) {
    addresses.putIfAbsent(address, before);
  }
}
