// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.cli.select.LabelSelector;
import io.svcrules.cli.select.ServiceFilter;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which Services count. */
public final class ServiceOptions {
  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "Only Services of this namespace; without it, of all.")
  private Optional<String> namespace = Optional.empty();

  @Option(
      names = {"-l", "--selector"},
      paramLabel = "SELECTOR",
      description =
          "Only Services with these labels: key=value, key!=value, key in (a,b), key notin (a,b),"
              + " key, !key, separated by commas.")
  private LabelSelector selector = LabelSelector.EVERYTHING;

  /** The filter that the options ask for. */
  public ServiceFilter filter() {
    return new ServiceFilter(namespace, selector);
  }
}
