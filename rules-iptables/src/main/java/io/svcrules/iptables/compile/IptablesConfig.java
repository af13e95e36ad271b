// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import java.util.List;

/**
 * What an operator may choose about the rules, and what they need to know of the node.
 *
 * @param localDetector how traffic of local pods is told from all other
 * @param masqueradeAll whether all traffic to cluster IPs gets the node's source address
 * @param masqueradeBit the bit of the packet mark that asks for a new source address: 0 to 31
 * @param localhostNodePorts whether node ports answer on IPv4 loopback addresses
 * @param nodePortAddresses on which addresses node ports answer
 * @param nodeAddresses the addresses of the node's interfaces, the primary one of each family first
 * @param comments which rules carry comments
 * @param randomFully whether masquerading picks source ports at random
 * @param dropInvalid whether forwarded packets that connection tracking finds invalid are dropped;
 *     must be false where {@code nf_conntrack_tcp_be_liberal} is set
 */
public record IptablesConfig(
    LocalDetector localDetector,
    boolean masqueradeAll,
    int masqueradeBit,
    boolean localhostNodePorts,
    NodePortAddresses nodePortAddresses,
    List<IpAddress> nodeAddresses,
    CommentMode comments,
    boolean randomFully,
    boolean dropInvalid) {
  /** kube-proxy's default bit: {@code --iptables-masquerade-bit}. */
  public static final int DEFAULT_MASQUERADE_BIT = 14;

  private static final IpAddress IPV4_LOOPBACK = IpAddress.parse("127.0.0.1");
  private static final IpAddress IPV6_LOOPBACK = IpAddress.parse("::1");

  /** kube-proxy's defaults, on a node nothing is known of. */
  public static final IptablesConfig DEFAULT =
      new IptablesConfig(
          LocalDetector.None.NONE,
          false,
          DEFAULT_MASQUERADE_BIT,
          true,
          NodePortAddresses.ALL,
          List.of(),
          CommentMode.AUTO,
          true,
          true);

  /** Copies the addresses and refuses a bit out of range. */
  public IptablesConfig {
    nodeAddresses = List.copyOf(nodeAddresses);
    if (masqueradeBit < 0 || masqueradeBit > 31) {
      throw new IllegalArgumentException(
          "masquerade bit " + masqueradeBit + " is not within 0 to 31");
    }
  }

  /** The mark that asks for a new source address: one bit of 32. */
  public int masqueradeMark() {
    return 1 << masqueradeBit;
  }

  /**
   * The primary address of the node in a family. If none is known it is that of the loopback
   * device, as with kube-proxy: source ranges that admit everyone admit the node, too.
   */
  public IpAddress nodeAddress(IpFamily family) {
    return nodeAddresses.stream()
        .filter(address -> address.family() == family && !address.isLoopback())
        .findFirst()
        .orElse(family == IpFamily.IPV4 ? IPV4_LOOPBACK : IPV6_LOOPBACK);
  }

  /** Whether node ports answer on loopback: asked for, and not excluded by their addresses. */
  public boolean servesLocalhost(IpFamily family) {
    return family == IpFamily.IPV4 && localhostNodePorts && nodePortAddresses.includesLoopback();
  }

  /** This configuration with another detector. */
  public IptablesConfig withLocalDetector(LocalDetector value) {
    return new IptablesConfig(
        value,
        masqueradeAll,
        masqueradeBit,
        localhostNodePorts,
        nodePortAddresses,
        nodeAddresses,
        comments,
        randomFully,
        dropInvalid);
  }

  /** This configuration with other comments. */
  public IptablesConfig withComments(CommentMode value) {
    return new IptablesConfig(
        localDetector,
        masqueradeAll,
        masqueradeBit,
        localhostNodePorts,
        nodePortAddresses,
        nodeAddresses,
        value,
        randomFully,
        dropInvalid);
  }
}
