// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.model.IpAddress;
import java.util.Optional;

/**
 * What the routing decision of a node says of a packet.
 *
 * @param kind whether it leaves
 * @param device the device it leaves by
 * @param source the node's address that masquerading gives it there; empty if it is not known
 * @param refusal why it does not leave; empty if it does
 */
public record Way(Kind kind, Device device, Optional<IpAddress> source, String refusal) {
  /** What may become of a packet by its route. */
  public enum Kind {
    /** It goes out. */
    LEAVES,
    /** It is for the node. */
    LOCAL,
    /** It goes no further, and its sender is told. */
    REFUSED,
    /** It goes no further. */
    DISCARDED
  }

  /** No routing decision has been taken. */
  static final Way NONE = leaving(Device.NONE, Optional.empty());

  /** Out by a device. */
  public static Way leaving(Device device, Optional<IpAddress> source) {
    return new Way(Kind.LEAVES, device, source, "");
  }

  /** To the node itself, by its loopback device. */
  public static Way local(Optional<IpAddress> source) {
    return new Way(Kind.LOCAL, Device.LOOPBACK, source, "");
  }

  /** Nowhere, of which the sender is told. */
  public static Way refused(String reason) {
    return new Way(Kind.REFUSED, Device.UNKNOWN, Optional.empty(), reason);
  }

  /** Nowhere. */
  public static Way discarded(String reason) {
    return new Way(Kind.DISCARDED, Device.UNKNOWN, Optional.empty(), reason);
  }

  boolean isLocal() {
    return kind == Kind.LOCAL;
  }

  /** What becomes of a packet that goes no further; empty if it goes on. */
  Optional<Fate> fate() {
    return switch (kind) {
      case LEAVES, LOCAL -> Optional.empty();
      case REFUSED -> Optional.of(Fate.REJECTED);
      case DISCARDED -> Optional.of(Fate.DROPPED);
    };
  }
}
