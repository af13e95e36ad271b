// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

import io.svcrules.netlink.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * A rule: its expressions run one after another until one does not hold or gives a verdict.
 *
 * @param family the family of its table
 * @param table the name of its table
 * @param chain the name of its chain
 * @param handle the kernel's number for it, unique in the table; 0 in a rule not yet made
 * @param compat what xtables extensions may expect of the packet; empty without such extensions
 * @param expressions what it does, in order
 * @param userData bytes that mean something to user space only, at most 256; see {@link UserData}
 */
public record NftRule(
    NftFamily family,
    String table,
    String chain,
    long handle,
    Optional<RuleCompat> compat,
    List<NftExpression> expressions,
    Bytes userData) {

  /** Keeps its own copy of the expressions. */
  public NftRule {
    expressions = List.copyOf(expressions);
  }

  /** A rule to be made, without user data or xtables extensions that ask for a protocol. */
  public static NftRule of(
      NftFamily family, String table, String chain, List<NftExpression> expressions) {
    return new NftRule(family, table, chain, 0, Optional.empty(), expressions, Bytes.empty());
  }

  /** The same for xtables extensions that ask for a protocol. */
  public NftRule withCompat(RuleCompat newCompat) {
    return new NftRule(family, table, chain, handle, Optional.of(newCompat), expressions, userData);
  }

  /** The same with other user data. */
  public NftRule withUserData(Bytes newUserData) {
    return new NftRule(family, table, chain, handle, compat, expressions, newUserData);
  }

  /** The same with another handle. */
  public NftRule withHandle(long newHandle) {
    return new NftRule(family, table, chain, newHandle, compat, expressions, userData);
  }
}
