// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

import io.svcrules.ipvs.explain.ServerAnswer;
import io.svcrules.model.explain.Answer;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.List;
import java.util.Optional;

/** What a mode makes of the service ports of one family. */
interface ModeAnswers {

  /** The addresses on which a port answers. */
  List<Answer> answers(ResolvedServicePort port);

  /** How new connections are shared out among the endpoints of a port. */
  PortShares shares(ResolvedServicePort port);

  /** Where in the kernel the endpoints of a policy stand. */
  List<PolicyPlace> places(ResolvedServicePort port);

  /** The virtual server behind an answer; empty in modes without. */
  Optional<ServerAnswer> server(ResolvedServicePort port, Answer answer);

  /** What a port asks for and does not get: predicates about its Service. */
  List<String> problems(ResolvedServicePort port);
}
