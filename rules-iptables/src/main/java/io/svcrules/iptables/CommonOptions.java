// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import java.util.Set;

/** The options of iptables itself, which belong to no match or target. */
public final class CommonOptions {
  private static final Set<String> ALL =
      Set.of(
          "-A",
          "--append",
          "-I",
          "--insert",
          "-D",
          "--delete",
          "-R",
          "--replace",
          "-N",
          "--new-chain",
          "-F",
          "--flush",
          "-X",
          "--delete-chain",
          "-P",
          "--policy",
          "-s",
          "--source",
          "--src",
          "-d",
          "--destination",
          "--dst",
          "-i",
          "--in-interface",
          "-o",
          "--out-interface",
          "-p",
          "--protocol",
          "--proto",
          "-f",
          "--fragment",
          "--fragments",
          "-m",
          "--match",
          "-j",
          "--jump",
          "-g",
          "--goto",
          "-c",
          "--set-counters",
          "-4",
          "--ipv4",
          "-6",
          "--ipv6");

  private CommonOptions() {}

  /** Whether the word is one of them. */
  public static boolean contains(String word) {
    return ALL.contains(word);
  }
}
