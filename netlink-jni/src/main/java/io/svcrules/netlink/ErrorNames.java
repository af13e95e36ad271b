// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/** The names of error numbers, of which some families have their own. */
@FunctionalInterface
public interface ErrorNames {

  /**
   * The name of an error number, for people.
   *
   * @param errno positive
   */
  String nameOf(int errno);
}
