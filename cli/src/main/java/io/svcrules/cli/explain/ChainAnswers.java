// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

import io.svcrules.cli.rules.NodeView;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.LocalDetector;
import io.svcrules.iptables.compile.ReasonedChain;
import io.svcrules.iptables.explain.EndpointShares;
import io.svcrules.ipvs.explain.ServerAnswer;
import io.svcrules.model.IpFamily;
import io.svcrules.model.explain.Answer;
import io.svcrules.model.explain.Answers;
import io.svcrules.model.explain.PodTraffic;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What mode iptables makes of service ports.
 *
 * @param view the node
 * @param family the family
 */
record ChainAnswers(NodeView view, IpFamily family) implements ModeAnswers {

  @Override
  public List<Answer> answers(ResolvedServicePort port) {
    return new Answers(podTraffic(), view.config().masqueradeAll()).of(port);
  }

  private PodTraffic podTraffic() {
    LocalDetector detector = view.config().localDetector();
    if (detector.match(family, false).isEmpty()) {
      return PodTraffic.UNKNOWN;
    }
    return detector.match(family, true).isEmpty() ? PodTraffic.EVERYTHING : PodTraffic.KNOWN;
  }

  @Override
  public PortShares shares(ResolvedServicePort port) {
    return PortShares.of(port.endpoints(), list -> EndpointShares.of(list.size()));
  }

  @Override
  public List<PolicyPlace> places(ResolvedServicePort port) {
    ServiceTable alone = new ServiceTable(family, List.of(port), List.of());
    CompiledRuleset compiled = IptablesCompiler.compile(alone, view.config());
    List<PolicyPlace> places = new ArrayList<>();
    for (ReasonedChain chain : compiled.fragments().get(0).chains()) {
      String name = chain.chain().name();
      if (name.startsWith("KUBE-SVC-")) {
        places.add(new PolicyPlace("Cluster", name));
      } else if (name.startsWith("KUBE-SVL-")) {
        places.add(new PolicyPlace("Local", name));
      }
    }
    return places;
  }

  @Override
  public Optional<ServerAnswer> server(ResolvedServicePort port, Answer answer) {
    return Optional.empty();
  }

  @Override
  public List<String> problems(ResolvedServicePort port) {
    return List.of();
  }
}
