// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.ipvs.plan.DrainingServer;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.ipvs.plan.IpvsNotice;
import io.svcrules.ipvs.plan.IpvsPlan;
import io.svcrules.model.IpFamily;
import io.svcrules.model.manifest.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/**
 * A change of virtual servers and all they need.
 *
 * @param family the family
 * @param plan the changes
 * @param script what an operator would do for it
 */
public record ServersPlan(IpFamily family, IpvsPlan plan, IpvsScript script) implements LivePlan {
  /** More lines than these are counted, not listed. */
  private static final int LISTED = 20;

  @Override
  public boolean isEmpty() {
    return plan.isEmpty();
  }

  @Override
  public boolean isQuiet() {
    return plan.draining().isEmpty();
  }

  @Override
  public boolean isHeldUp() {
    return plan.isHeldUp();
  }

  @Override
  public String counts() {
    return IpvsCounts.of(plan).toString();
  }

  @Override
  public List<String> lines() {
    return plan.changes().stream().map(IpvsChange::command).toList();
  }

  @Override
  public void tell(Diagnostics diagnostics) {
    String where = family.kubernetesName() + ": ";
    List<IpvsNotice> notices = plan.notices();
    notices.stream().limit(LISTED).forEach(notice -> diagnostics.warning(where + notice));
    if (notices.size() > LISTED) {
      diagnostics.warning(where + "and " + (notices.size() - LISTED) + " more that are left");
    }
    List<DrainingServer> draining = plan.draining();
    draining.stream().limit(LISTED).forEach(server -> diagnostics.note(where + server));
    if (draining.size() > LISTED) {
      diagnostics.note(where + "and " + (draining.size() - LISTED) + " more are drained");
    }
  }

  @Override
  public void writeCommands(OutputStream out) throws IOException {
    script.write(family, plan, out);
  }

  @Override
  public void writeSummary(JsonOutput json) throws IOException {
    IpvsCounts counts = IpvsCounts.of(plan);
    json.beginObject("summary")
        .field("virtualServersAdded", counts.serversAdded())
        .field("virtualServersDeleted", counts.serversDeleted())
        .field("realServers", counts.realServers())
        .field("elements", counts.elements())
        .field("others", counts.others())
        .endObject();
  }

  @Override
  public void writeChanges(String name, JsonOutput json) throws IOException {
    json.beginArray(name);
    for (IpvsChange change : plan.changes()) {
      json.beginObject().field("command", change.command()).endObject();
    }
    json.endArray();
  }

  @Override
  public void writeAside(JsonOutput json) throws IOException {
    json.beginArray("left");
    for (IpvsNotice notice : plan.notices()) {
      json.beginObject()
          .field("kind", notice.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .field("subject", notice.subject())
          .endObject();
    }
    json.endArray();
    json.beginArray("draining");
    for (DrainingServer server : plan.draining()) {
      json.beginObject()
          .field("virtualServer", server.id().server().toString())
          .field("realServer", server.id().realServer().toString())
          .field("connections", server.connections())
          .field("secondsLeft", server.secondsLeft())
          .endObject();
    }
    json.endArray();
  }
}
