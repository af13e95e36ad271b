// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.generic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.netlink.Captured;
import io.svcrules.netlink.NetlinkMessage;
import io.svcrules.netlink.RandomDatagrams;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class GenericCodecPropertyTest {

  @Property
  void familiesAreReadAsTheyWereWritten(
      @ForAll @IntRange(max = 0xffff) int id,
      @ForAll @AlphaChars @StringLength(max = 15) String name,
      @ForAll int version,
      @ForAll int header,
      @ForAll int max) {
    GenericFamily family = new GenericFamily(id, name, version, header, max);
    assertEquals(
        family,
        GenericCodec.decode(Captured.written(out -> GenericCodec.writeFamily(out, family))));
  }

  @Example
  void aFamilyIsAskedForInTheBytesOfIpvsadm() {
    Captured.assertSame(
        "generic/ipvsadm-get-family",
        List.of(Captured.written(out -> GenericCodec.writeGetFamily(out, "IPVS"))));
  }

  @Example
  void aFamilyOfTheKernelIsRead() {
    GenericFamily family = GenericCodec.decode(Captured.messages("generic/kernel-family").get(0));
    assertEquals("nlctrl", family.name());
    assertEquals(GenericUapi.GENL_ID_CTRL, family.id());
  }

  @Example
  void whatNobodyKnowsYetIsPassedOver() {
    NetlinkMessage family = Captured.messages("generic/kernel-family").get(0);
    assertEquals(
        GenericCodec.decode(family),
        GenericCodec.decode(Captured.fromTheFuture(family, GenericUapi.SIZEOF_GENLMSGHDR)));
  }

  @Property(tries = 5000)
  void randomBytesCauseNothingButNetlinkExceptions(@ForAll("messages") byte[] bytes) {
    RandomDatagrams.assertReadOrRefused(
        bytes, message -> assertTrue(GenericCodec.decode(message).name() != null));
  }

  @Provide
  Arbitrary<byte[]> messages() {
    return RandomDatagrams.wholeMessages();
  }
}
