// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceTable;
import java.util.ArrayList;
import java.util.List;

/** Compiles resolved services into the rules of one family. */
public final class IptablesCompiler {
  private IptablesCompiler() {}

  /** The rules of all service ports; the same for the same input, whatever its order was. */
  public static CompiledRuleset compile(ServiceTable services, IptablesConfig config) {
    FragmentCompiler compiler =
        new FragmentCompiler(services.family(), config, services.endpointCount());
    List<Fragment> fragments = new ArrayList<>(services.ports().size());
    for (ResolvedServicePort port : services.ports()) {
      fragments.add(compiler.compile(port));
    }
    BaseRules base = new BaseCompiler(services.family(), config).compile();
    return new CompiledRuleset(services.family(), base, fragments);
  }
}
