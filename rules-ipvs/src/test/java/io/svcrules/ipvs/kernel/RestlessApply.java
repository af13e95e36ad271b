// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.RandomServices;
import io.svcrules.ipvs.RandomServices.Sketch;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsCompiler;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A program that changes the services of a node without end, until it is killed. */
public final class RestlessApply {
  /** What the program says when it is about to change something. */
  static final String READY = "ready";

  private RestlessApply() {}

  /**
   * Runs.
   *
   * @param args the network namespace, the variant of iptables, where random numbers begin, and the
   *     family
   */
  public static void main(String[] args) {
    Random random = new Random(Long.parseLong(args[2]));
    IpvsConfig config = RandomServices.config().build();
    IpFamily family = IpFamily.valueOf(args[3]);
    try (KernelNode node = KernelNode.in(args[0], IptablesVariant.valueOf(args[1]))) {
      IpvsApplier applier = new IpvsApplier(new Announced(node));
      while (true) {
        applier.apply(services(family, random), config);
      }
    }
  }

  /** A kernel before whose changes the program says so. */
  private record Announced(IpvsTable table) implements IpvsTable {
    @Override
    public IpvsSnapshot read(IpFamily family) {
      return table.read(family);
    }

    @Override
    public void apply(IpFamily family, List<IpvsChange> changes) {
      System.out.println(READY);
      table.apply(family, changes);
    }
  }

  /** Some services of a family, compiled. */
  static CompiledIpvs services(IpFamily family, Random random) {
    List<Sketch> sketches = new ArrayList<>();
    for (int number = 0; number < 6; number++) {
      if (random.nextInt(3) > 0) {
        sketches.add(
            new Sketch(
                number,
                List.of(Protocol.values()).get(random.nextInt(3)),
                random.nextInt(16),
                random.nextInt(128),
                random.nextInt(4)));
      }
    }
    RandomServices services = new RandomServices(family, sketches);
    return IpvsCompiler.compile(
        services.table(), services.facts(), RandomServices.config().build());
  }
}
