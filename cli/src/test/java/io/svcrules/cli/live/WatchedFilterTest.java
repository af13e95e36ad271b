// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.cli.TestProcess;
import io.svcrules.cli.env.Environment;
import io.svcrules.iptables.Change;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.StepProgress;
import io.svcrules.iptables.plan.Cause;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.PlanStep;
import io.svcrules.iptables.plan.TablePlan;
import io.svcrules.model.IpFamily;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WatchedFilterTest {
  /** A filter that says after a quarter how far it is. */
  private static final class Slow implements PacketFilter {
    @Override
    public IpFamily family() {
      return IpFamily.IPV4;
    }

    @Override
    public Ruleset read() {
      return new Ruleset(IpFamily.IPV4, Map.of());
    }

    @Override
    public void apply(IptablesPlan plan) {
      apply(plan, StepProgress.NONE);
    }

    @Override
    public void apply(IptablesPlan plan, StepProgress progress) {
      int all = (int) plan.tables().stream().flatMap(TablePlan::steps).count();
      progress.done(all / 4, all);
    }
  }

  private static String told(int steps, boolean terminal) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Environment environment =
        new TestProcess()
            .colour(terminal)
            .environment(
                InputStream.nullInputStream(), ByteArrayOutputStream.nullOutputStream(), err);
    List<PlanStep> all =
        IntStream.range(0, steps)
            .mapToObj(i -> new PlanStep(new Change.Create("C" + i), Cause.Common.BASE))
            .toList();
    List<TablePlan> tables = List.of(new TablePlan(Table.NAT, all, List.of()));
    new WatchedFilter(new Slow(), new Progress(environment))
        .apply(new IptablesPlan(IpFamily.IPV4, tables, new TreeSet<>()));
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aLongLoadSaysOnATerminalHowFarItIsAndLeavesNoTrace() {
    assertEquals(
        "\r\u001b[KIPv4: making 4000 changes …"
            + "\r\u001b[KIPv4: making 4000 changes, 25 % done …"
            + "\r\u001b[K",
        told(4000, true));
  }

  @Test
  void aShortOneAndOneWithoutATerminalSayNothing() {
    assertTrue(told(100, true).isEmpty());
    assertTrue(told(4000, false).isEmpty());
  }
}
