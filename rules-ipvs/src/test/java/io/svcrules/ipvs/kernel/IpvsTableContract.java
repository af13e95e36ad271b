// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.PacketSide;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.SetMatch;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.Verdict;
import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpSetDefinition;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.IpSetType;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.VirtualServerSettings;
import io.svcrules.ipvs.plan.HostChange;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.ipvs.plan.ServerChange;
import io.svcrules.ipvs.plan.SetChange;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every kernel does, a fake one too: what it refuses, for which reason, and what stays. */
abstract class IpvsTableContract {
  private static final VirtualServerKey KEY =
      new VirtualServerKey.Address(Protocol.TCP, IpAddress.parse("10.0.0.1"), 80);
  private static final VirtualServerSettings RR = VirtualServerSettings.of(IpFamily.IPV4, "rr", 0);
  private static final RealServer REAL =
      RealServer.of(new RealServerKey(IpAddress.parse("10.1.0.1"), 80));
  private static final IpSetEntry ENTRY = new IpSetEntry.Ip(IpAddress.parse("10.0.0.1"));
  private static final String FORWARD = "net.ipv4.ip_forward";
  private static final BoundAddress ADDRESS = BoundAddress.host(IpAddress.parse("10.0.0.1"));

  /** A kernel that nothing has been done to. */
  abstract IpvsTable kernel();

  private void apply(IpvsChange... changes) {
    kernel().apply(IpFamily.IPV4, List.of(changes));
  }

  private void refuses(IpvsRefusal refusal, IpvsChange change) {
    IpvsTableException e = assertThrows(IpvsTableException.class, () -> apply(change));
    assertEquals(refusal, e.refusal());
    assertEquals(Optional.of(change), e.change());
  }

  private static IpSetDefinition set(String name, IpSetType type, int max) {
    return new IpSetDefinition(name, type, IpFamily.IPV4, max, List.of());
  }

  @Test
  void virtualServersThatAreThereOrNot() {
    refuses(IpvsRefusal.NO_VIRTUAL_SERVER, new ServerChange.EditVirtualServer(KEY, RR));
    refuses(IpvsRefusal.NO_VIRTUAL_SERVER, new ServerChange.DeleteVirtualServer(KEY));
    refuses(IpvsRefusal.NO_VIRTUAL_SERVER, new ServerChange.AddRealServer(KEY, REAL));
    apply(new ServerChange.AddVirtualServer(KEY, RR));
    refuses(IpvsRefusal.EXISTS, new ServerChange.AddVirtualServer(KEY, RR));
  }

  @Test
  void schedulersThatAreNotThere() {
    refuses(
        IpvsRefusal.NOT_FOUND,
        new ServerChange.AddVirtualServer(KEY, VirtualServerSettings.of(IpFamily.IPV4, "nope", 0)));
  }

  @Test
  void realServersThatAreThereOrNot() {
    apply(new ServerChange.AddVirtualServer(KEY, RR));
    refuses(IpvsRefusal.NOT_FOUND, new ServerChange.EditRealServer(KEY, REAL));
    refuses(IpvsRefusal.NOT_FOUND, new ServerChange.DeleteRealServer(KEY, REAL.key()));
    apply(new ServerChange.AddRealServer(KEY, REAL));
    refuses(IpvsRefusal.EXISTS, new ServerChange.AddRealServer(KEY, REAL));
  }

  @Test
  void setsThatAreThereOrNot() {
    refuses(IpvsRefusal.NOT_FOUND, new SetChange.AddEntry("KUBE-A", ENTRY));
    refuses(IpvsRefusal.NOT_FOUND, new SetChange.DestroySet("KUBE-A"));
    apply(new SetChange.CreateSet(set("KUBE-A", IpSetType.HASH_IP, 9)));
    refuses(IpvsRefusal.EXISTS, new SetChange.CreateSet(set("KUBE-A", IpSetType.HASH_IP_PORT, 9)));
    refuses(IpvsRefusal.NOT_FOUND, new SetChange.SwapSets("KUBE-A", "KUBE-B"));
  }

  @Test
  void elementsThatAreThereOrNotOrTooMany() {
    apply(new SetChange.CreateSet(set("KUBE-A", IpSetType.HASH_IP, 1)));
    refuses(IpvsRefusal.NOT_FOUND, new SetChange.DeleteEntry("KUBE-A", ENTRY));
    refuses(IpvsRefusal.TYPE_MISMATCH, new SetChange.AddEntry("KUBE-A", new IpSetEntry.Port(1)));
    apply(new SetChange.AddEntry("KUBE-A", ENTRY));
    refuses(IpvsRefusal.EXISTS, new SetChange.AddEntry("KUBE-A", ENTRY));
    refuses(
        IpvsRefusal.FULL,
        new SetChange.AddEntry("KUBE-A", new IpSetEntry.Ip(IpAddress.parse("10.0.0.2"))));
  }

  @Test
  void setsOfDifferentTypesAreNotSwapped() {
    apply(
        new SetChange.CreateSet(set("KUBE-A", IpSetType.HASH_IP, 1)),
        new SetChange.CreateSet(set("KUBE-B", IpSetType.HASH_IP_PORT, 1)));
    refuses(IpvsRefusal.TYPE_MISMATCH, new SetChange.SwapSets("KUBE-A", "KUBE-B"));
  }

  @Test
  void swappedSetsKeepTheirNames() {
    apply(
        new SetChange.CreateSet(set("KUBE-A", IpSetType.HASH_IP, 1)),
        new SetChange.CreateSet(set("KUBE-B", IpSetType.HASH_IP, 2)),
        new SetChange.AddEntry("KUBE-A", ENTRY),
        new SetChange.SwapSets("KUBE-A", "KUBE-B"));
    var sets = kernel().read(IpFamily.IPV4).state().sets();
    assertEquals(set("KUBE-A", IpSetType.HASH_IP, 2), sets.get("KUBE-A").definition());
    assertEquals(List.of(ENTRY), List.copyOf(sets.get("KUBE-B").entries()));
  }

  @Test
  void setsThatRulesReferToAreNotDestroyed() {
    Rule rule = Rule.of(Verdict.DROP, SetMatch.of("KUBE-A", PacketSide.SOURCE));
    HostChange.WriteRules rules =
        new HostChange.WriteRules(
            Ruleset.of(
                IpFamily.IPV4,
                List.of(TableRules.of(Table.FILTER, List.of(Chain.of("KUBE-X", List.of(rule)))))));
    refuses(IpvsRefusal.OTHER, rules);
    apply(new SetChange.CreateSet(set("KUBE-A", IpSetType.HASH_IP, 1)), rules);
    refuses(IpvsRefusal.BUSY, new SetChange.DestroySet("KUBE-A"));
  }

  @Test
  void addressesThatAreThereOrNot() {
    refuses(IpvsRefusal.NO_DEVICE, new HostChange.AddAddress(ADDRESS));
    apply(new HostChange.CreateDevice());
    refuses(IpvsRefusal.NO_ADDRESS, new HostChange.DeleteAddress(ADDRESS));
    apply(new HostChange.AddAddress(ADDRESS));
    refuses(IpvsRefusal.EXISTS, new HostChange.AddAddress(ADDRESS));
  }

  @Test
  void theDeviceIsOneForBothFamilies() {
    apply(new HostChange.CreateDevice());
    kernel().apply(IpFamily.IPV6, List.of(new HostChange.CreateDevice()));
    assertEquals(true, kernel().read(IpFamily.IPV6).state().device());
  }

  @Test
  void whatASettingWasIsRememberedUntilItIsThatAgain() {
    String before = kernel().read(IpFamily.IPV4).state().sysctls().getOrDefault(FORWARD, "0");
    String other = before.equals("0") ? "1" : "0";
    apply(new HostChange.SetSysctl(FORWARD, other, before));
    // Both families share the settings.
    assertEquals(Map.of(FORWARD, before), kernel().read(IpFamily.IPV6).settingsBefore());
    apply(new HostChange.SetSysctl(FORWARD, other, other));
    assertEquals(Map.of(FORWARD, before), kernel().read(IpFamily.IPV4).settingsBefore());
    apply(new HostChange.SetSysctl(FORWARD, before, other));
    assertEquals(Map.of(), kernel().read(IpFamily.IPV4).settingsBefore());
    assertEquals(before, kernel().read(IpFamily.IPV4).state().sysctls().get(FORWARD));
  }

  @Test
  void whatCameBeforeARefusalStays() {
    assertThrows(
        IpvsTableException.class,
        () ->
            apply(
                new ServerChange.AddVirtualServer(KEY, RR),
                new ServerChange.DeleteRealServer(KEY, REAL.key()),
                new HostChange.CreateDevice()));
    assertEquals(1, kernel().read(IpFamily.IPV4).state().servers().size());
    assertEquals(false, kernel().read(IpFamily.IPV4).state().device());
  }
}
