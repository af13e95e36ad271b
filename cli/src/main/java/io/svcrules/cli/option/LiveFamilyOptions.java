// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.model.IpFamily;
import java.util.List;
import picocli.CommandLine.Option;

/** Which families of the kernel count, where no objects tell. */
public final class LiveFamilyOptions {
  @Option(names = "--family", paramLabel = "FAMILY", description = "ipv4, ipv6 or dual (default).")
  private FamilyChoice family = FamilyChoice.DUAL;

  /** The families, IPv4 first. */
  public List<IpFamily> families() {
    return family.families();
  }
}
