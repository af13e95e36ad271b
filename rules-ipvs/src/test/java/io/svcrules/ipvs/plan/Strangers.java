// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.kernel.KernelNode;
import java.util.stream.Collectors;

/** What others have on a node, for tests of other packages. */
public final class Strangers {
  private static final String ADDRESS = "172.31.7.7/24";

  private final ForeignObjects objects;
  private final KernelNode node;
  private final String before;

  /** Puts it there; our device must be there already. */
  public Strangers(KernelNode node, IptablesVariant variant) {
    this.objects = new ForeignObjects(node, variant);
    this.node = node;
    objects.create();
    node.run("ip", "addr", "add", ADDRESS, "dev", BoundAddress.DEVICE);
    this.before = now();
  }

  /** Puts only rules there: a node may have both variants of them. */
  public static Strangers ofRules(KernelNode node, IptablesVariant variant) {
    return new Strangers(node, new ForeignObjects(node, variant));
  }

  private Strangers(KernelNode node, ForeignObjects objects) {
    this.objects = objects;
    this.node = node;
    objects.createRules();
    this.before = now();
  }

  /** As it was put there. */
  public String before() {
    return before;
  }

  /** As it is: virtual servers, an address on our device, a set, rules of both families. */
  public String now() {
    return objects.text()
        + node.run("ip", "addr", "show", "dev", BoundAddress.DEVICE)
            .lines()
            .filter(line -> line.contains(ADDRESS))
            .collect(Collectors.joining("\n"));
  }
}
