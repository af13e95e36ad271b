// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.model.Cidr;
import java.util.List;

/**
 * The value of an option that takes networks, separated by commas.
 *
 * @param cidrs the networks in their order; none if the value was empty
 */
public record CidrList(List<Cidr> cidrs) {

  /** Copies the networks. */
  public CidrList {
    cidrs = List.copyOf(cidrs);
  }

  /**
   * Reads networks separated by commas.
   *
   * @throws IllegalArgumentException if a part is no network
   */
  public static CidrList parse(String text) {
    return new CidrList(CommaList.of(text).stream().map(NetworkText::parse).toList());
  }

  // Spelled out, as the parser asks for it, and what a record gets for nothing is slow to start.
  @Override
  public String toString() {
    return cidrs.toString();
  }
}
