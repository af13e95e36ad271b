// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpSet;
import io.svcrules.model.IpAddress;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Texts that the tools themselves printed. */
class IpvsTextTest {
  /** ipvsadm 1.31 on Linux 6.1. */
  private static final String IPVSADM =
      """
      -A -t 10.0.0.1:80 -s mh -p 300 -b mh-port
      -a -t 10.0.0.1:80 -r 10.1.0.1:8080 -m -w 0
      -a -t 10.0.0.1:80 -r 10.1.0.2:80 -g -w 5
      -a -t 10.0.0.1:80 -r 10.1.0.3:80 -i -w 0 --tun-type ipip
      -A -t 10.0.0.2:80 -s sh -b sh-fallback,sh-port
      -a -t 10.0.0.2:80 -r 10.1.0.3:81 -m -w 1
      -A -t 10.0.0.3:80 -s mh -b mh-fallback
      -A -t 10.0.0.4:80 -s rr -p 100 -M 255.255.255.0
      -A -t [fd00::10]:80 -s rr -p 60 -M 64
      -A -u 10.0.0.5:80 -s rr -o
      -A -u 10.0.0.6:53 -s rr --pe sip -o
      -A --sctp-service 10.0.0.9:53 -s rr -b flag-1
      -A -f 7 -s rr
      -a -f 7 -r 10.1.0.1:0 -m -w 1
      -A -f 8 -6 -s wlc -p 10 -M 64
      -a -f 8 -6 -r [fd00::99]:0 -m -w 1
      """;

  /** ipset 7.17 on Linux 6.1. */
  private static final String IPSET =
      """
      create a hash:ip,port family inet hashsize 1024 maxelem 65536 bucketsize 12 initval 0x48802861
      add a 1.1.1.1,tcp:80
      create z hash:ip,port family inet hashsize 1024 maxelem 1 bucketsize 12 initval 0xa1a474f8
      create bb bitmap:port range 0-65535
      add bb 70
      create k hash:ip,port,net family inet hashsize 1024 maxelem 65536 bucketsize 12 initval 0xdbc6
      add k 1.1.1.1,udp:9,4.4.4.4
      add k 1.1.1.1,sctp:9,0.0.0.0/1
      create k6 hash:ip,port,net family inet6 hashsize 1024 maxelem 65536 bucketsize 12 initval 0x72
      add k6 ::1,sctp:9,8000::/1
      create n hash:net family inet hashsize 1024 maxelem 65536 bucketsize 12 initval 0x1
      add n 10.0.0.0/8
      create t hash:ip family inet hashsize 64 maxelem 9 timeout 60 counters initval 0x1
      add t 10.0.0.1 timeout 42 packets 0 bytes 0
      """;

  @Test
  void ipvsadmIsReadAndWrittenAsItWas() {
    assertEquals(IPVSADM, IpvsadmText.write(IpvsadmText.parse(IPVSADM).values()));
  }

  @Test
  void ipsetIsReadWithoutWhatTheKernelChose() {
    IpsetText.Parsed parsed = IpsetText.parse(IPSET);
    assertEquals(
        List.of("a", "z", "bb", "k", "k6", "t"),
        parsed.sets().stream().map(IpSet::name).collect(Collectors.toList()));
    assertEquals(2, parsed.others().size());
    assertEquals(
        "create a hash:ip,port family inet hashsize 1024 maxelem 65536\nadd a 1.1.1.1,tcp:80\n",
        IpsetText.write(parsed.sets().subList(0, 1)));
    assertEquals(List.of("timeout 60", "counters"), parsed.sets().get(5).definition().extensions());
  }

  @Test
  void addressesAreFoundAmongWhatElseIpPrints() {
    String text =
        """
        3: kube-ipvs0: <BROADCAST,NOARP> mtu 1500 qdisc noop state DOWN group default qlen 1000
            link/ether be:d9:4d:bd:58:af brd ff:ff:ff:ff:ff:ff
            inet 10.96.0.1/32 scope global kube-ipvs0
               valid_lft forever preferred_lft forever
        """;
    BoundAddress address = BoundAddress.host(IpAddress.parse("10.96.0.1"));
    assertEquals(List.of(address), List.copyOf(AddressText.parse(text)));
  }

  @Test
  void refusalsNameTheLineAndTheReason() {
    IpvsTextException e =
        assertThrows(
            IpvsTextException.class,
            () -> IpvsadmText.parse("-A -f 7 -s rr\n-a -f 8 -r 10.1.0.1:0 -m -w 1\n"));
    assertEquals(2, e.line());
    assertEquals(
        "line 2: its virtual server is not there: -a -f 8 -r 10.1.0.1:0 -m -w 1", e.getMessage());
  }
}
