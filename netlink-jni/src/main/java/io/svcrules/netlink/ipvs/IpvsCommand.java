// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipvs;

import java.util.Optional;

/**
 * One change of the table.
 *
 * @param verb what to do
 * @param key the service it is about
 * @param service the service as it shall be; empty unless one is added or edited
 * @param destination the destination; empty unless it is about one
 */
public record IpvsCommand(
    Verb verb,
    IpvsServiceKey key,
    Optional<IpvsService> service,
    Optional<IpvsDestination> destination) {

  /** What to do. */
  public enum Verb {
    /** Adds a service, which must not be there. */
    NEW_SERVICE(IpvsUapi.IPVS_CMD_NEW_SERVICE),
    /** Edits a service in place. */
    SET_SERVICE(IpvsUapi.IPVS_CMD_SET_SERVICE),
    /** Deletes a service and its destinations. */
    DEL_SERVICE(IpvsUapi.IPVS_CMD_DEL_SERVICE),
    /** Adds a destination, which must not be there. */
    NEW_DEST(IpvsUapi.IPVS_CMD_NEW_DEST),
    /** Edits a destination in place. */
    SET_DEST(IpvsUapi.IPVS_CMD_SET_DEST),
    /** Deletes a destination. */
    DEL_DEST(IpvsUapi.IPVS_CMD_DEL_DEST);

    private final int number;

    Verb(int number) {
      this.number = number;
    }

    /** The kernel's number for the command. */
    public int number() {
      return number;
    }
  }

  /** Adds a service. */
  public static IpvsCommand add(IpvsService service) {
    return new IpvsCommand(Verb.NEW_SERVICE, service.key(), Optional.of(service), Optional.empty());
  }

  /** Edits a service in place. */
  public static IpvsCommand edit(IpvsService service) {
    return new IpvsCommand(Verb.SET_SERVICE, service.key(), Optional.of(service), Optional.empty());
  }

  /** Deletes a service and its destinations. */
  public static IpvsCommand delete(IpvsServiceKey key) {
    return new IpvsCommand(Verb.DEL_SERVICE, key, Optional.empty(), Optional.empty());
  }

  /** Adds a destination. */
  public static IpvsCommand add(IpvsServiceKey key, IpvsDestination destination) {
    return new IpvsCommand(Verb.NEW_DEST, key, Optional.empty(), Optional.of(destination));
  }

  /** Edits a destination in place. */
  public static IpvsCommand edit(IpvsServiceKey key, IpvsDestination destination) {
    return new IpvsCommand(Verb.SET_DEST, key, Optional.empty(), Optional.of(destination));
  }

  /** Deletes a destination, of which only address and port count. */
  public static IpvsCommand delete(IpvsServiceKey key, IpvsDestination destination) {
    return new IpvsCommand(Verb.DEL_DEST, key, Optional.empty(), Optional.of(destination));
  }
}
