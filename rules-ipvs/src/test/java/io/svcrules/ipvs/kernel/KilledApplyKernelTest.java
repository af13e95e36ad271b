// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.RandomServices;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.plan.OurRules;
import io.svcrules.model.IpFamily;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Wherever a program is killed that changes services, the next one gets to the end. */
@Tag("guest")
class KilledApplyKernelTest {
  private static final int KILLS = 30;

  /** From the first change on; to bring the kernel to other services takes less. */
  private static final int LONGEST_LIFE_MILLIS = 1_500;

  @Test
  void theNextApplyGetsToTheEnd() throws IOException, InterruptedException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    IpvsConfig config = RandomServices.config().build();
    try (KernelNode node = KernelNode.create(IptablesVariant.NFT)) {
      for (int kill = 0; kill < KILLS; kill++) {
        IpFamily family = List.of(IpFamily.values()).get(kill % 2);
        startAndKill(node, family, random);
        CompiledIpvs wanted = RestlessApply.services(family, random);
        IpvsApplyOutcome outcome = new IpvsApplier(node).apply(wanted, config);
        String when = "kill " + kill + " of seed " + seed;
        assertEquals(List.of(), outcome.remaining().changes(), when);
        IpvsState found = node.read(family).state();
        assertEquals(wanted.state().servers(), found.servers(), when);
        assertEquals(wanted.state().sets(), found.sets(), when);
        assertEquals(wanted.state().addresses(), found.addresses(), when);
        assertEquals(
            wanted.state().rules(), OurRules.of(found.rules(), wanted.state().rules()), when);
        assertTrue(new IpvsApplier(node).apply(wanted, config).plan().isEmpty(), when);
      }
    }
  }

  private static void startAndKill(KernelNode node, IpFamily family, Random random)
      throws IOException, InterruptedException {
    Process program =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                // Programs that live as briefly as these get further without any compiler.
                "-Xint",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                RestlessApply.class.getName(),
                node.namespace(),
                IptablesVariant.NFT.name(),
                Long.toString(random.nextLong()),
                family.name())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals(RestlessApply.READY, out.readLine());
      Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
    } finally {
      // SIGKILL: nothing is tidied up.
      program.destroyForcibly().waitFor();
    }
  }
}
