// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceTable;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Compiles resolved services into the rules of one family. */
public final class IptablesCompiler {
  /** So many service ports are worth a thread of their own: some milliseconds of work. */
  private static final int BATCH = 1024;

  private IptablesCompiler() {}

  /** The rules of all service ports; the same for the same input, whatever its order was. */
  public static CompiledRuleset compile(ServiceTable services, IptablesConfig config) {
    List<ResolvedServicePort> ports = services.ports();
    int endpointCount = services.endpointCount();
    List<Fragment> fragments =
        IntStream.range(0, (ports.size() + BATCH - 1) / BATCH)
            .parallel()
            .mapToObj(i -> ports.subList(i * BATCH, Math.min(ports.size(), (i + 1) * BATCH)))
            .flatMap(
                batch ->
                    compile(new FragmentCompiler(services.family(), config, endpointCount), batch))
            .toList();
    BaseRules base = new BaseCompiler(services.family(), config).compile();
    return new CompiledRuleset(services.family(), base, fragments);
  }

  private static Stream<Fragment> compile(
      FragmentCompiler compiler, List<ResolvedServicePort> batch) {
    return batch.stream().map(compiler::compile);
  }
}
