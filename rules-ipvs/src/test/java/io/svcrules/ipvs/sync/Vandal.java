// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.VirtualServerSettings;
import io.svcrules.ipvs.kernel.IpvsTable;
import io.svcrules.ipvs.plan.HostChange;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.ipvs.plan.OurState;
import io.svcrules.ipvs.plan.PlanOptions;
import io.svcrules.ipvs.plan.ServerChange;
import io.svcrules.ipvs.plan.SetChange;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Somebody else who changes what is ours. */
enum Vandal {
  DELETES_SERVER {
    @Override
    Optional<IpvsChange> edit(IpvsState state, Random random) {
      return some(ours(state), random)
          .map(server -> new ServerChange.DeleteVirtualServer(server.key()));
    }
  },
  EDITS_SERVER {
    @Override
    Optional<IpvsChange> edit(IpvsState state, Random random) {
      VirtualServerSettings other = VirtualServerSettings.of(state.family(), "dh", 0);
      // Nobody minds the settings of one that only lingers.
      return some(serving(state), random)
          .map(server -> new ServerChange.EditVirtualServer(server.key(), other));
    }
  },
  ADDS_SERVER {
    @Override
    Optional<IpvsChange> edit(IpvsState state, Random random) {
      return some(bound(state), random)
          .map(
              bound ->
                  new ServerChange.AddVirtualServer(
                      new VirtualServerKey.Address(Protocol.TCP, bound.address(), 7),
                      VirtualServerSettings.of(state.family(), "rr", 0)));
    }
  },
  DELETES_REAL_SERVER {
    @Override
    Optional<IpvsChange> edit(IpvsState state, Random random) {
      return some(serving(state), random)
          .map(
              server ->
                  new ServerChange.DeleteRealServer(server.key(), server.realServers().firstKey()));
    }
  },
  EDITS_REAL_SERVER {
    @Override
    Optional<IpvsChange> edit(IpvsState state, Random random) {
      return some(serving(state), random)
          .map(
              server -> {
                RealServer first = server.realServers().get(server.realServers().firstKey());
                return new ServerChange.EditRealServer(
                    server.key(),
                    new RealServer(first.key(), first.method(), first.weight() + 7, 0, 0));
              });
    }
  },
  ADDS_REAL_SERVER {
    @Override
    Optional<IpvsChange> edit(IpvsState state, Random random) {
      return some(ours(state).stream().filter(Vandal::isSettled).toList(), random)
          .map(
              server ->
                  new ServerChange.AddRealServer(
                      server.key(), RealServer.of(new RealServerKey(far(state.family()), 99))));
    }
  },
  DELETES_ELEMENT {
    @Override
    Optional<IpvsChange> edit(IpvsState state, Random random) {
      return some(
              state.sets().values().stream().filter(s -> !s.entries().isEmpty()).toList(), random)
          .map(set -> new SetChange.DeleteEntry(set.name(), set.entries().first()));
    }
  },
  ADDS_ELEMENT {
    @Override
    Optional<IpvsChange> edit(IpvsState state, Random random) {
      IpSet set =
          state.sets().get(state.family() == IpFamily.IPV4 ? "KUBE-IPVS-IPS" : "KUBE-6-IPVS-IPS");
      return Optional.of(
          new SetChange.AddEntry(set.name(), new IpSetEntry.Ip(far(state.family()))));
    }
  },
  DELETES_ADDRESS {
    @Override
    Optional<IpvsChange> edit(IpvsState state, Random random) {
      return some(bound(state), random).map(HostChange.DeleteAddress::new);
    }
  },
  ADDS_ADDRESS {
    @Override
    Optional<IpvsChange> edit(IpvsState state, Random random) {
      return Optional.of(new HostChange.AddAddress(BoundAddress.host(far(state.family()))));
    }
  },
  REMOVES_RULES {
    @Override
    Optional<IpvsChange> edit(IpvsState state, Random random) {
      PlanOptions all = PlanOptions.ofRemoval(List.of(), List.of());
      return Optional.of(new HostChange.RemoveRules(OurState.ours(state, all).rules()));
    }
  },
  RESETS_SETTING {
    @Override
    Optional<IpvsChange> edit(IpvsState state, Random random) {
      return Optional.of(new HostChange.SetSysctl("net.ipv4.vs.conntrack", "0", "1"));
    }
  };

  abstract Optional<IpvsChange> edit(IpvsState state, Random random);

  /** Any of them. */
  static Vandal any(Random random) {
    return List.of(values()).get(random.nextInt(values().length));
  }

  /** Does it; whether there was anything to do it to. */
  boolean strike(IpvsTable table, IpFamily family, Random random) {
    Optional<IpvsChange> edit = edit(table.read(family).state(), random);
    edit.ifPresent(change -> table.apply(family, List.of(change)));
    return edit.isPresent();
  }

  private static IpAddress far(IpFamily family) {
    return IpAddress.parse(family == IpFamily.IPV4 ? "10.250.0.1" : "fd00:250::1");
  }

  private static List<BoundAddress> bound(IpvsState state) {
    return state.addresses().stream().filter(BoundAddress::isHost).toList();
  }

  private static List<VirtualServer> ours(IpvsState state) {
    return state.servers().values().stream()
        .filter(
            server ->
                server.key() instanceof VirtualServerKey.Address at
                    && state.addresses().contains(BoundAddress.host(at.address())))
        .toList();
  }

  private static List<VirtualServer> serving(IpvsState state) {
    return ours(state).stream()
        .filter(server -> !server.realServers().isEmpty() && isSettled(server))
        .toList();
  }

  /** What has real servers that are drained is looked at anyway. */
  private static boolean isSettled(VirtualServer server) {
    return server.realServers().values().stream().noneMatch(RealServer::isDraining);
  }

  private static <T> Optional<T> some(Collection<T> all, Random random) {
    List<T> list = new ArrayList<>(all);
    return list.isEmpty() ? Optional.empty() : Optional.of(list.get(random.nextInt(list.size())));
  }
}
