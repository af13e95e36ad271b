// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.compile.CompiledRuleset;
import java.util.Random;

/** Whoever makes a node hold what it should. */
public interface NodeKeeper {

  /** The services become others; the node is not changed yet. */
  void servicesChange(Random random);

  /** What the node should hold now. */
  CompiledRuleset desired();

  /** Makes the node right after services have changed. */
  void follow();

  /** Makes the node right after others have changed rules. */
  void repair();
}
