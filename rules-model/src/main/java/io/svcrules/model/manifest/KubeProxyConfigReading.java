// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import io.svcrules.model.KubeProxyConfig;
import java.util.List;
import java.util.Optional;

/**
 * What came out of reading a KubeProxyConfiguration.
 *
 * @param config the configuration; empty if a problem is not a mere warning
 * @param problems all problems, by place
 */
public record KubeProxyConfigReading(Optional<KubeProxyConfig> config, List<Problem> problems) {

  /** Copies the problems. */
  public KubeProxyConfigReading {
    problems = List.copyOf(problems);
  }
}
