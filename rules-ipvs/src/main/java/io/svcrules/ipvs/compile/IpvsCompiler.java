// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import io.svcrules.model.NamespacedName;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compiles resolved services into the virtual servers of one family and all they need. */
public final class IpvsCompiler {
  private IpvsCompiler() {}

  /**
   * The wanted state; the same for the same input, whatever its order was.
   *
   * @param facts what else is known of the Services; those missing count as {@link
   *     ServiceFacts#NONE}
   */
  public static CompiledIpvs compile(
      ServiceTable services, Map<NamespacedName, ServiceFacts> facts, IpvsConfig config) {
    IpvsFragmentCompiler compiler = new IpvsFragmentCompiler(services.family(), config);
    List<IpvsFragment> fragments = new ArrayList<>(services.ports().size());
    for (ResolvedServicePort port : services.ports()) {
      ServiceFacts known = facts.getOrDefault(port.name().service(), ServiceFacts.NONE);
      fragments.add(compiler.compile(port, known));
    }
    return CompiledIpvs.assemble(services.family(), config, fragments);
  }
}
