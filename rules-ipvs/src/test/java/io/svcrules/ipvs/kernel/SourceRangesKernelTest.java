// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.ipvs.RandomServices;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsCompiler;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.compile.ServiceFacts;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.random.LabServices;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.testdata.traffic.Policy;
import io.svcrules.testdata.traffic.ServiceShape;
import io.svcrules.testdata.traffic.SourceRanges;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Source ranges that kube-proxy cannot write, or writes again and again. */
@Tag("guest")
class SourceRangesKernelTest {
  private static final IpvsConfig CONFIG = RandomServices.config().build();

  private static Manifests objects() {
    ServiceShape shape = ServiceShape.of(Policy.CLUSTER, Policy.CLUSTER);
    return LabServices.objects(
        LabServices.addresses(
            0,
            Stream.of(SourceRanges.NODE, SourceRanges.EVERYONE).map(shape::withRanges).toList()));
  }

  private static CompiledIpvs compile(IpFamily family) {
    Manifests objects = objects();
    return IpvsCompiler.compile(
        ServiceResolver.resolve(
            objects, family, Node.named(LabServices.NODE), ResolveOptions.DEFAULT),
        ServiceFacts.of(objects),
        CONFIG);
  }

  /** The kernel lists the one without its length, and refuses the other as one element. */
  @Test
  void aRangeOfOneAddressAndOneOfAllAreWrittenOnce() {
    try (KernelNode node = KernelNode.create(IptablesVariant.NFT)) {
      for (IpFamily family : IpFamily.values()) {
        IpvsApplier applier = new IpvsApplier(node);
        assertEquals(List.of(), applier.apply(compile(family), CONFIG).remaining().changes());
        assertTrue(applier.apply(compile(family), CONFIG).plan().isEmpty());
      }
      String sets = node.run("ipset", "save");
      for (String half : List.of("0.0.0.0/1", "128.0.0.0/1", "::/1", "8000::/1")) {
        assertTrue(sets.contains(",tcp:80," + half + "\n"), sets);
      }
      assertTrue(sets.contains(",tcp:80,172.20.0.1\n"), sets);
      assertTrue(sets.contains(",tcp:80,fd00:172:20::1\n"), sets);
    }
  }
}
