// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InetAddrTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.96.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "1::",
        "fd00:10:96::a",
        "2001:db8:0:1:1:1:1:1",
        "2001:0:0:1::1",
        "1:2:3:4:5:6:7:8",
        "::ffff:10.0.0.1",
        "fe80::1:0:0:1"
      })
  void canonicalTextIsReadAndWrittenTheSame(String text) {
    assertEquals(text, InetAddr.of(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4",
        "1.2.3.4 ",
        "-1.2.3.4",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2:3:4:5:6:7:8",
        "g::",
        "12345::",
        "localhost",
        "1:2:3:4:5:6:7:8::"
      })
  void anythingElseIsNoAddress(String text) {
    assertThrows(IllegalArgumentException.class, () -> InetAddr.of(text));
  }
}
