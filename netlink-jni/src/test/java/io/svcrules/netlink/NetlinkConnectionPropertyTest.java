// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.netlink.scripted.ScriptedSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class NetlinkConnectionPropertyTest {

  @Property(tries = 3000)
  void whateverTheKernelAnswersNothingButNetlinkExceptionsComeOfIt(
      @ForAll("answers") @Size(max = 6) List<byte[]> answers, @ForAll boolean dump) {
    try (NetlinkConnection connection =
        new NetlinkConnection(ScriptedSocket.opener(datagram -> answers))) {
      NetlinkRequest request =
          out -> {
            out.begin(0x20, 0);
            out.end();
          };
      if (dump) {
        connection.dump(request, NetlinkMessage::toString);
      } else {
        connection.execute(request);
      }
    } catch (NetlinkException e) {
      assertTrue(e.getMessage().length() > 0);
    }
  }

  @Provide
  Arbitrary<List<byte[]>> answers() {
    return RandomDatagrams.datagrams().map(NetlinkConnectionPropertyTest::asAnswer).list();
  }

  /** With the sequence number of the first request, and often a type that means something. */
  private static byte[] asAnswer(byte[] datagram) {
    if (datagram.length >= 16) {
      ByteBuffer buffer = ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder());
      buffer.putShort(4, (short) (buffer.getShort(4) & 7));
      buffer.putInt(8, 1);
    }
    return datagram;
  }
}
