// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.model.IpAddress;
import java.util.List;

/**
 * The value of an option that takes addresses, separated by commas.
 *
 * @param addresses the addresses in their order; none if the value was empty
 */
public record IpAddressList(List<IpAddress> addresses) {

  /** Copies the addresses. */
  public IpAddressList {
    addresses = List.copyOf(addresses);
  }

  /**
   * Reads addresses separated by commas.
   *
   * @throws IllegalArgumentException if a part is no address
   */
  public static IpAddressList parse(String text) {
    return new IpAddressList(CommaList.of(text).stream().map(IpAddressList::address).toList());
  }

  private static IpAddress address(String text) {
    return IpAddress.tryParse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "found \"" + text + "\", expected an address such as 192.168.1.5 or fd00::5"));
  }
}
