// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import io.svcrules.model.NamespacedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the annotations of a Service ask for.
 *
 * @param scheduler the scheduler of its virtual servers
 * @param drainSeconds how long its removed real servers may keep their connections
 * @param problems what could not be granted
 */
record ServiceWishes(
    SchedulerChoice scheduler, OptionalInt drainSeconds, List<IpvsProblem> problems) {
  static final String SCHEDULER = "svcrules.io/ipvs-scheduler";
  static final String KUBE_ROUTER_SCHEDULER = "kube-router.io/service.scheduler";
  static final String DRAIN_SECONDS = "svcrules.io/drain-seconds";

  /** Nine digits are more than 31 years and fit an int. */
  private static final int MAX_DIGITS = 9;

  ServiceWishes {
    problems = List.copyOf(problems);
  }

  /**
   * Reads the annotations; what they get wrong is as if they did not say it.
   *
   * @param usual the scheduler of who asks for none
   */
  static ServiceWishes of(
      NamespacedName service, Map<String, String> annotations, SchedulerChoice usual) {
    if (annotations.isEmpty()) {
      return new ServiceWishes(usual, OptionalInt.empty(), List.of());
    }
    List<IpvsProblem> problems = new ArrayList<>(0);
    SchedulerChoice scheduler = scheduler(service, annotations, usual, problems);
    OptionalInt drain = OptionalInt.empty();
    String text = annotations.get(DRAIN_SECONDS);
    if (text != null) {
      drain = seconds(text.strip());
      if (drain.isEmpty()) {
        problems.add(
            new IpvsProblem(
                service,
                "asks for \"" + text + "\" by " + DRAIN_SECONDS + ": not a number of seconds"));
      }
    }
    return new ServiceWishes(scheduler, drain, problems);
  }

  private static SchedulerChoice scheduler(
      NamespacedName service,
      Map<String, String> annotations,
      SchedulerChoice usual,
      List<IpvsProblem> problems) {
    String key = annotations.containsKey(SCHEDULER) ? SCHEDULER : KUBE_ROUTER_SCHEDULER;
    String text = annotations.get(key);
    if (text == null) {
      return usual;
    }
    Optional<SchedulerChoice> wished = SchedulerChoice.parse(text);
    if (wished.isEmpty()) {
      problems.add(
          new IpvsProblem(
              service,
              "asks for \""
                  + text
                  + "\" by "
                  + key
                  + ": no scheduler of that name, "
                  + usual.scheduler()
                  + " is used"));
    }
    return wished.orElse(usual);
  }

  private static OptionalInt seconds(String text) {
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && text.length() <= MAX_DIGITS
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }
}
