// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.diff;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.live.PlanJson;
import io.svcrules.cli.live.Refused;
import io.svcrules.cli.live.ResultReport;
import io.svcrules.cli.live.ServersPlan;
import io.svcrules.iptables.diff.DiffLine;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.kernel.FakeIpvsTable;
import io.svcrules.ipvs.plan.OurState;
import io.svcrules.ipvs.plan.PlanOptions;
import io.svcrules.ipvs.text.AddressText;
import io.svcrules.ipvs.text.IpsetText;
import io.svcrules.ipvs.text.IpvsadmText;
import io.svcrules.model.IpFamily;
import io.svcrules.model.ServicePortName;
import io.svcrules.model.manifest.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What differs in virtual servers and all they need.
 *
 * @param current what the kernel holds
 * @param plan what would change
 * @param refused what the node would not take
 * @param owners for which service port each address is served
 * @param options what is ours
 */
record ServersDifference(
    IpvsSnapshot current,
    ServersPlan plan,
    Refused refused,
    Map<VirtualServerKey, ServicePortName> owners,
    PlanOptions options)
    implements Difference {

  @Override
  public IpFamily family() {
    return plan.family();
  }

  @Override
  public boolean isEmpty() {
    return plan.isEmpty();
  }

  @Override
  public boolean leavesOut() {
    return plan.plan().isHeldUp();
  }

  @Override
  public void write(ColouredDiff out) throws IOException {
    if (!isEmpty()) {
      out.write(family(), groups());
    }
  }

  private Map<String, List<DiffLine>> groups() {
    return IpvsDiff.groups(current.state(), plan.plan(), owners);
  }

  @Override
  public void writeNow(OutputStream out) throws IOException {
    write(OurState.ours(current.state(), options), out);
  }

  @Override
  public void writeThen(OutputStream out) throws IOException {
    // The plan is tried on a kernel in memory.
    FakeIpvsTable memory = new FakeIpvsTable();
    memory.put(current.state());
    memory.apply(family(), plan.plan().changes());
    write(OurState.ours(memory.read(family()).state(), options), out);
  }

  /** As the commands print it that show it, one below the other. */
  private static void write(IpvsState state, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(IpvsadmText.write(state.servers().values()));
    text.append(IpsetText.write(state.sets().values()));
    text.append(AddressText.write(state.addresses()));
    text.append(RulesetWriter.saved(state.rules()));
    state
        .sysctls()
        .forEach((name, value) -> text.append(name).append(" = ").append(value).append('\n'));
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void write(JsonOutput json) throws IOException {
    plan.writeSummary(json);
    json.beginArray("groups");
    for (Map.Entry<String, List<DiffLine>> group : groups().entrySet()) {
      json.beginObject().field("cause", group.getKey());
      DiffJson.writeLines(group.getValue(), json);
      json.endObject();
    }
    json.endArray();
    plan.writeAside(json);
    PlanJson.writeLacking(refused, json);
  }

  @Override
  public void tell(Diagnostics diagnostics) {
    plan.tell(diagnostics);
    new ResultReport(diagnostics).tell(family().kubernetesName() + ": ", refused);
  }
}
