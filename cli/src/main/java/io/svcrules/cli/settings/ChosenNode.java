// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.settings;

import io.svcrules.cli.env.HostName;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Node;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The node whose rules are made, and how it became that.
 *
 * @param node what is known of it
 * @param origin how it was found
 */
public record ChosenNode(Node node, Origin origin) {
  /** Addresses that every node has besides those it is known by. */
  private static final List<IpAddress> LOOPBACK =
      List.of(IpAddress.parse("127.0.0.1"), IpAddress.parse("::1"));

  /** How the node was found. */
  public enum Origin {
    /** A Node object describes it. */
    OBJECT,
    /** Only its name is known, from the operator. */
    NAME,
    /** Nothing is known but the name of this machine, which may be another. */
    MACHINE
  }

  /**
   * Chooses as kube-proxy does, who knows its node by name alone; if no name is given, the only
   * Node object is taken before the name of the machine.
   *
   * @param name the name given
   * @param nodes the Node objects
   * @param machine the name of the machine, asked for only if needed
   */
  public static ChosenNode choose(Optional<String> name, List<Node> nodes, HostName machine) {
    if (name.isPresent()) {
      return named(name.get(), nodes, Origin.NAME);
    }
    return nodes.size() == 1
        ? new ChosenNode(nodes.get(0), Origin.OBJECT)
        : named(machine.get(), nodes, Origin.MACHINE);
  }

  private static ChosenNode named(String name, List<Node> nodes, Origin otherwise) {
    Node bare = Node.named(name);
    return nodes.stream()
        .filter(node -> node.name().equals(bare.name()))
        .findFirst()
        .map(node -> new ChosenNode(node, Origin.OBJECT))
        .orElse(new ChosenNode(bare, otherwise));
  }

  /** This node with the addresses given; if none are given, with its own. */
  public ChosenNode withAddresses(List<IpAddress> addresses) {
    return addresses.isEmpty() ? this : new ChosenNode(node.withAddresses(addresses), origin);
  }

  /**
   * This node with the addresses that its interfaces have: those it is known by first.
   *
   * @param found all of them; none if they cannot be told
   */
  public ChosenNode onInterfaces(List<IpAddress> found) {
    Set<IpAddress> all = new LinkedHashSet<>(node.addresses());
    all.retainAll(found);
    all.addAll(found);
    return withAddresses(List.copyOf(all));
  }

  /** The addresses of its interfaces, as far as they are known: loopback ones last. */
  public List<IpAddress> interfaceAddresses() {
    return Stream.concat(
            node.addresses().stream().filter(address -> !address.isLoopback()),
            Stream.concat(
                LOOPBACK.stream(), node.addresses().stream().filter(IpAddress::isLoopback)))
        .distinct()
        .toList();
  }

  /** Whether no address of a family is known but loopback. */
  boolean lacksAddress(IpFamily family) {
    return node.addresses().stream().noneMatch(a -> a.family() == family && !a.isLoopback());
  }
}
