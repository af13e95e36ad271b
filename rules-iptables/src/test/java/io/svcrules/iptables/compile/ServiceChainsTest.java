// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import static io.svcrules.iptables.compile.CompileFixture.HASH;
import static io.svcrules.iptables.compile.CompileFixture.HERE;
import static io.svcrules.iptables.compile.CompileFixture.HTTP;
import static io.svcrules.iptables.compile.CompileFixture.PODS;
import static io.svcrules.iptables.compile.CompileFixture.SEP_HERE;
import static io.svcrules.iptables.compile.CompileFixture.THERE;
import static io.svcrules.iptables.compile.CompileFixture.compile;
import static io.svcrules.iptables.compile.CompileFixture.endpoint;
import static io.svcrules.iptables.compile.CompileFixture.endpoints;
import static io.svcrules.iptables.compile.CompileFixture.hasChain;
import static io.svcrules.iptables.compile.CompileFixture.nat;
import static io.svcrules.iptables.compile.CompileFixture.ranges;
import static io.svcrules.iptables.compile.CompileFixture.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Ruleset;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import io.svcrules.model.ServiceBuilder;
import io.svcrules.model.ServicePort;
import io.svcrules.model.ServiceType;
import io.svcrules.model.SliceEndpoint;
import io.svcrules.model.TrafficPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The chains of a service and of its endpoints. */
final class ServiceChainsTest {
  private static final String SVC = "KUBE-SVC-" + HASH;
  private static final String SVL = "KUBE-SVL-" + HASH;
  private static final String EXT = "KUBE-EXT-" + HASH;
  private static final String SEP_THERE =
      new ChainNames().hashed(ChainNames.ENDPOINT_PREFIX, "default/web:httptcp10.244.2.10:8080");
  private static final String HALF = " -m statistic --mode random --probability 0.50000000000";

  private static ServiceBuilder nodePort(TrafficPolicy external) {
    return web()
        .type(ServiceType.NODE_PORT)
        .externalTrafficPolicy(external)
        .port(HTTP.withNodePort(30080));
  }

  private static IptablesConfig masqueradeAll(LocalDetector detector) {
    return new IptablesConfig(
        detector,
        true,
        IptablesConfig.DEFAULT_MASQUERADE_BIT,
        true,
        NodePortAddresses.ALL,
        List.of(),
        CommentMode.AUTO,
        true,
        true);
  }

  private static String to(String address) {
    return "-m comment --comment \"default/web:http -> " + address + ":8080\"";
  }

  static Stream<Arguments> detectors() {
    LocalDetector v6Only = new LocalDetector.PodCidr(ranges("fd00::/8"));
    LocalDetector two = new LocalDetector.PodCidr(ranges("10.1.0.0/16", "10.2.0.0/16"));
    LocalDetector everyone = new LocalDetector.PodCidr(ranges("0.0.0.0/0"));
    return Stream.of(
        Arguments.of(
            PODS.localDetector(), "! -s 10.244.0.0/16 -d 10.96.0.1/32 -p", "-s 10.244.0.0/16 "),
        Arguments.of(two, "! -s 10.1.0.0/16 -d 10.96.0.1/32 -p", "-s 10.1.0.0/16 "),
        Arguments.of(
            LocalDetector.PodInterface.bridge("cbr0"), "-d 10.96.0.1/32 ! -i cbr0 -p", "-i cbr0 "),
        Arguments.of(
            LocalDetector.PodInterface.prefix("veth"),
            "-d 10.96.0.1/32 ! -i veth+ -p",
            "-i veth+ "),
        Arguments.of(LocalDetector.None.NONE, null, null),
        Arguments.of(v6Only, null, null),
        // Nobody is outside of it; iptables-nft refuses to say so.
        Arguments.of(everyone, null, ""));
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void clusterIpTrafficFromElsewhereIsMasqueraded(
      LocalDetector detector, String notLocal, String local) {
    IptablesConfig config = IptablesConfig.DEFAULT.withLocalDetector(detector);
    List<String> rules = nat(compile(config, web().port(HTTP), HERE), SVC);
    String share = to("10.244.1.10") + " -j " + SEP_HERE;
    List<String> expected =
        notLocal == null ? List.of(share) : List.of(masquerade(notLocal), share);
    assertEquals(expected, rules);
  }

  private static String masquerade(String header) {
    return header
        + " tcp -m comment --comment \"default/web:http cluster IP\""
        + " -m tcp --dport 80 -j KUBE-MARK-MASQ";
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void withMasqueradeAllWhoeverComesIsMasqueraded(
      LocalDetector detector, String notLocal, String local) {
    Ruleset ruleset = compile(masqueradeAll(detector), web().port(HTTP), HERE);
    assertEquals(masquerade("-d 10.96.0.1/32 -p"), nat(ruleset, SVC).get(0));
  }

  @Test
  void onlyTheChainOfTheInternalPolicyMasqueradesClusterIpTraffic() {
    ServiceBuilder both =
        nodePort(TrafficPolicy.CLUSTER).internalTrafficPolicy(TrafficPolicy.LOCAL);
    Ruleset ruleset = compile(both, HERE, THERE);
    assertEquals(
        List.of(
            masquerade("! -s 10.244.0.0/16 -d 10.96.0.1/32 -p"),
            to("10.244.1.10") + " -j " + SEP_HERE),
        nat(ruleset, SVL));
    assertEquals(
        List.of(
            to("10.244.1.10") + HALF + " -j " + SEP_HERE, to("10.244.2.10") + " -j " + SEP_THERE),
        nat(ruleset, SVC));
  }

  @Test
  void underExternalPolicyClusterAllOutsideTrafficIsMasqueraded() {
    assertEquals(
        List.of(
            "-m comment --comment"
                + " \"masquerade traffic for default/web:http external destinations\""
                + " -j KUBE-MARK-MASQ",
            "-j " + SVC),
        nat(compile(nodePort(TrafficPolicy.CLUSTER), HERE), EXT));
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void underExternalPolicyLocalPodsAndNodeUseEveryEndpoint(
      LocalDetector detector, String notLocal, String local) {
    IptablesConfig config = IptablesConfig.DEFAULT.withLocalDetector(detector);
    String end = " for default/web:http external destinations\"";
    List<String> node =
        List.of(
            "-m comment --comment \"masquerade LOCAL traffic"
                + end
                + " -m addrtype --src-type LOCAL -j KUBE-MARK-MASQ",
            "-m comment --comment \"route LOCAL traffic"
                + end
                + " -m addrtype --src-type LOCAL -j "
                + SVC);
    Stream<String> pods =
        Stream.ofNullable(local)
            .map(from -> from + "-m comment --comment \"pod traffic" + end + " -j " + SVC);
    List<String> shortCircuits = Stream.concat(pods, node.stream()).toList();
    assertEquals(
        Stream.concat(shortCircuits.stream(), Stream.of("-j " + SVL)).toList(),
        nat(compile(config, nodePort(TrafficPolicy.LOCAL), HERE), EXT));
    // Without endpoints of this node nobody else is served.
    assertEquals(shortCircuits, nat(compile(config, nodePort(TrafficPolicy.LOCAL), THERE), EXT));
  }

  @Test
  void aServiceThatNobodyReachesFromOutsideHasNoExternalChain() {
    assertFalse(hasChain(compile(web().port(HTTP), HERE), EXT));
  }

  @Test
  void aChainExistsForEachListOfEndpointsThatSomeoneUses() {
    Ruleset plain = compile(web().port(HTTP), HERE);
    assertTrue(hasChain(plain, SVC));
    assertFalse(hasChain(plain, SVL));
    Ruleset local =
        compile(web().internalTrafficPolicy(TrafficPolicy.LOCAL).port(HTTP), HERE, THERE);
    assertFalse(hasChain(local, SVC));
    assertTrue(hasChain(local, SVL));
    assertFalse(hasChain(local, SEP_THERE));
    Ruleset elsewhere = compile(nodePort(TrafficPolicy.LOCAL), THERE);
    assertTrue(hasChain(elsewhere, SVC));
    assertFalse(hasChain(elsewhere, SVL));
  }

  @Test
  void sharesAreOneOfThoseThatAreLeft() {
    List<String> rules = nat(compile(IptablesConfig.DEFAULT, web().port(HTTP), endpoints(4)), SVC);
    assertEquals(
        List.of("0.25000000000", "0.33333333349", "0.50000000000", "1"),
        rules.stream()
            .map(
                rule ->
                    rule.contains("statistic")
                        ? rule.replaceAll(".*probability (\\S+) .*", "$1")
                        : "1")
            .toList());
  }

  @Test
  void knownClientsComeBeforeShares() {
    ServiceBuilder sticky = web().clientIpAffinity(Duration.ofHours(3)).port(HTTP);
    String recent = " --mask 255.255.255.255 --rsource";
    String check = " -m recent --rcheck --seconds 10800 --reap --name ";
    Ruleset ruleset = compile(IptablesConfig.DEFAULT, sticky, HERE, THERE);
    assertEquals(
        List.of(
            to("10.244.1.10") + check + SEP_HERE + recent + " -j " + SEP_HERE,
            to("10.244.2.10") + check + SEP_THERE + recent + " -j " + SEP_THERE,
            to("10.244.1.10") + HALF + " -j " + SEP_HERE,
            to("10.244.2.10") + " -j " + SEP_THERE),
        nat(ruleset, SVC));
    assertEquals(
        List.of(
            "-s 10.244.1.10/32 -m comment --comment \"default/web:http\" -j KUBE-MARK-MASQ",
            "-p tcp -m comment --comment \"default/web:http\" -m recent --set --name "
                + SEP_HERE
                + recent
                + " -m tcp -j DNAT --to-destination 10.244.1.10:8080"),
        nat(ruleset, SEP_HERE));
  }

  @Test
  void anEndpointThatReachesItselfIsMasqueraded() {
    assertEquals(
        List.of(
            "-s 10.244.1.10/32 -m comment --comment \"default/web:http\" -j KUBE-MARK-MASQ",
            "-p tcp -m comment --comment \"default/web:http\" -m tcp"
                + " -j DNAT --to-destination 10.244.1.10:8080"),
        nat(compile(web().port(HTTP), HERE), SEP_HERE));
  }

  @Test
  void ipv6EndpointsHaveBracketsOnlyBeforeAPort() {
    SliceEndpoint endpoint = endpoint("fd00:10:244:1::10", "node-1");
    ServiceBuilder sticky = web().clientIpAffinity(Duration.ofSeconds(5)).port(HTTP);
    Ruleset ruleset = compile(IpFamily.IPV6, PODS, sticky.build(), endpoint);
    String sep =
        new ChainNames().hashed("KUBE-SEP-", "default/web:httptcp[fd00:10:244:1::10]:8080");
    String recent = " --mask ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff --rsource";
    assertEquals(
        List.of(
            "-s fd00:10:244:1::10/128 -m comment --comment \"default/web:http\" -j KUBE-MARK-MASQ",
            "-p tcp -m comment --comment \"default/web:http\" -m recent --set --name "
                + sep
                + recent
                + " -m tcp -j DNAT --to-destination [fd00:10:244:1::10]:8080"),
        nat(ruleset, sep));
    assertEquals(
        "! -s fd00:10:244::/56 -d fd00:10:96::1/128 -p tcp -m comment --comment"
            + " \"default/web:http cluster IP\" -m tcp --dport 80 -j KUBE-MARK-MASQ",
        nat(ruleset, SVC).get(0));
  }

  @Test
  void sctpIsRewrittenAsSctp() {
    Ruleset ruleset = compile(web().port(ServicePort.of("http", Protocol.SCTP, 80)), HERE);
    String sep = new ChainNames().hashed("KUBE-SEP-", "default/web:httpsctp10.244.1.10:8080");
    assertEquals(
        "-p sctp -m comment --comment \"default/web:http\" -m sctp"
            + " -j DNAT --to-destination 10.244.1.10:8080",
        nat(ruleset, sep).get(1));
  }
}
