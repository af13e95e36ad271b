// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

import io.svcrules.cli.rules.FamilyIpvs;
import io.svcrules.iptables.trace.Share;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.compile.IpvsFragment;
import io.svcrules.ipvs.compile.IpvsProblem;
import io.svcrules.ipvs.compile.ServedAddress;
import io.svcrules.ipvs.explain.ServerAnswer;
import io.svcrules.ipvs.explain.ServerAnswers;
import io.svcrules.ipvs.trace.SchedulerShares;
import io.svcrules.model.ServicePortName;
import io.svcrules.model.explain.Answer;
import io.svcrules.model.resolve.Endpoint;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What mode ipvs makes of service ports. */
final class IpvsAnswers implements ModeAnswers {
  private final FamilyIpvs family;
  private final ServerAnswers answers;
  private final Map<ServicePortName, IpvsFragment> fragments = new HashMap<>();

  IpvsAnswers(FamilyIpvs family, IpvsConfig config) {
    this.family = family;
    this.answers = new ServerAnswers(family.compiled(), config);
    family.compiled().fragments().forEach(one -> fragments.put(one.name(), one));
  }

  private List<ServerAnswer> servers(ResolvedServicePort port) {
    return answers.of(port, fragments.get(port.name()));
  }

  @Override
  public List<Answer> answers(ResolvedServicePort port) {
    return servers(port).stream().map(ServerAnswer::answer).toList();
  }

  /** All virtual servers of a port have one scheduler. */
  @Override
  public PortShares shares(ResolvedServicePort port) {
    Optional<SchedulerShares> scheduler =
        fragments.get(port.name()).addresses().stream()
            .map(ServedAddress::server)
            .flatMap(Optional::stream)
            .map(server -> SchedulerShares.of(server.settings().scheduler()))
            .findFirst();
    return scheduler.isEmpty()
        ? PortShares.of(port.endpoints(), list -> List.of())
        : PortShares.of(port.endpoints(), list -> shares(scheduler.get(), list))
            .with(scheduler.get().note());
  }

  private static List<Double> shares(SchedulerShares scheduler, List<Endpoint> endpoints) {
    List<RealServer> servers =
        endpoints.stream()
            .map(one -> RealServer.of(new RealServerKey(one.address(), one.port())))
            .toList();
    return scheduler.shares(servers).stream().map(Share::value).toList();
  }

  @Override
  public List<PolicyPlace> places(ResolvedServicePort port) {
    return List.of();
  }

  @Override
  public Optional<ServerAnswer> server(ResolvedServicePort port, Answer answer) {
    return servers(port).stream().filter(one -> one.answer().equals(answer)).findFirst();
  }

  @Override
  public List<String> problems(ResolvedServicePort port) {
    return family.compiled().problems().stream()
        .filter(problem -> problem.service().equals(port.name().service()))
        .map(IpvsProblem::text)
        .toList();
  }
}
