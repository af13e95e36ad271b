// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import io.svcrules.model.IpFamily;
import io.svcrules.model.batch.Batches;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceTable;
import java.util.ArrayList;
import java.util.List;

/** Compiles resolved services into the rules of one family. */
public final class IptablesCompiler {
  /** So many service ports are worth a thread of their own: some milliseconds of work. */
  private static final int BATCH = 1024;

  private IptablesCompiler() {}

  /** The rules of all service ports; the same for the same input, whatever its order was. */
  public static CompiledRuleset compile(ServiceTable services, IptablesConfig config) {
    int endpointCount = services.endpointCount();
    List<List<Fragment>> fragments =
        Batches.map(
            services.ports(),
            BATCH,
            batch ->
                compile(new FragmentCompiler(services.family(), config, endpointCount), batch));
    List<Fragment> all = new ArrayList<>(services.ports().size());
    fragments.forEach(all::addAll);
    return new CompiledRuleset(services.family(), base(services.family(), config), all);
  }

  /** What exists whatever the services are. */
  public static BaseRules base(IpFamily family, IptablesConfig config) {
    return new BaseCompiler(family, config).compile();
  }

  private static List<Fragment> compile(
      FragmentCompiler compiler, List<ResolvedServicePort> batch) {
    List<Fragment> fragments = new ArrayList<>(batch.size());
    batch.forEach(port -> fragments.add(compiler.compile(port)));
    return fragments;
  }
}
