// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import java.util.ArrayList;
import java.util.List;

/** The matches and the target of one line with their words. Used again for each line. */
final class ExtensionList {
  private final List<ExtensionWords> pool = new ArrayList<>();
  private int size;
  private ExtensionWords current;

  /** Starts anew. */
  void clear() {
    size = 0;
    current = null;
  }

  int size() {
    return size;
  }

  ExtensionWords get(int index) {
    return pool.get(index);
  }

  /** The extension that the next words belong to; null if there is none. */
  ExtensionWords current() {
    return current;
  }

  /** Lets the next words belong to an extension, or to none. */
  void setCurrent(ExtensionWords extension) {
    current = extension;
  }

  /** Adds an extension, to which the next words belong. */
  ExtensionWords start(String name, boolean isTarget) {
    if (size == pool.size()) {
      pool.add(new ExtensionWords());
    }
    current = pool.get(size++);
    current.start(name, isTarget);
    return current;
  }

  boolean hasTarget() {
    boolean found = false;
    for (int i = 0; i < size; i++) {
      found |= pool.get(i).isTarget();
    }
    return found;
  }

  /** The last extension that is known to have the option; null if there is none. */
  ExtensionWords owner(String option) {
    for (int i = size - 1; i >= 0; i--) {
      if (Extensions.owns(pool.get(i).name(), option)) {
        return pool.get(i);
      }
    }
    return null;
  }

  /**
   * The extension that an option belongs to: one that is known to have it, or the match of the
   * rule's protocol, which its options load, or else the current one; null if there is none.
   *
   * @param protocol the protocol named so far; null for none
   */
  ExtensionWords ownerOrImplicit(String option, String protocol) {
    if (current != null && Extensions.owns(current.name(), option)) {
      return current;
    }
    ExtensionWords owner = owner(option);
    if (owner != null) {
      return owner;
    }
    boolean loads = protocol != null && Extensions.isProtocolOption(option);
    return loads && (current == null || !current.name().equals("multiport"))
        ? ofProtocol(protocol)
        : current;
  }

  private ExtensionWords ofProtocol(String protocol) {
    String name = protocol.equals("ipv6-icmp") ? "icmp6" : protocol;
    for (int i = 0; i < size; i++) {
      if (pool.get(i).name().equals(name)) {
        return pool.get(i);
      }
    }
    return start(name, false);
  }
}
