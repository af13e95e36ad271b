// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.iptables.capability.Capability;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.PlanStep;
import io.svcrules.iptables.plan.TablePlan;
import io.svcrules.ipvs.capability.IpvsCapability;
import io.svcrules.model.manifest.JsonOutput;
import java.io.IOException;
import java.util.Iterator;

/** Writes plans and what they amount to: parts of the schema of docs/kernel-json.md. */
public final class PlanJson {
  /** The version of all schemas. */
  public static final String API_VERSION = "svcrules.io/v1alpha1";

  private PlanJson() {}

  /** Writes each change of a plan with its cause, as an array. */
  public static void writeChanges(String name, IptablesPlan plan, JsonOutput json)
      throws IOException {
    json.beginArray(name);
    for (TablePlan table : plan.tables()) {
      for (Iterator<PlanStep> steps = table.steps().iterator(); steps.hasNext(); ) {
        PlanStep step = steps.next();
        StringBuilder line = new StringBuilder(160);
        step.change().appendTo(line);
        json.beginObject()
            .field("table", table.table().lowerCase())
            .field("change", line.toString())
            .field("cause", step.cause().text())
            .endObject();
      }
    }
    json.endArray();
  }

  /** Writes what a plan amounts to, as an object. */
  public static void writeCounts(PlanCounts counts, JsonOutput json) throws IOException {
    json.beginObject("summary")
        .field("chainsCreated", counts.chainsCreated())
        .field("chainsDeleted", counts.chainsDeleted())
        .field("services", counts.services())
        .field("rules", counts.rules())
        .endObject();
  }

  /** Writes what a node lacks, as an array. */
  public static void writeLacking(Refused refused, JsonOutput json) throws IOException {
    json.beginArray("lacking");
    for (IpvsCapability capability : refused.lackingServers()) {
      writeLacking(capability.title(), capability.cost(), json);
    }
    for (Capability capability : refused.lacking()) {
      writeLacking(capability.title(), capability.cost(), json);
    }
    json.endArray();
  }

  private static void writeLacking(String capability, String cost, JsonOutput json)
      throws IOException {
    json.beginObject().field("capability", capability).field("cost", cost).endObject();
  }

  /** Writes the chains that are to go but stay, as an array. */
  public static void writeHeld(IptablesPlan plan, JsonOutput json) throws IOException {
    json.beginArray("heldByOthers");
    for (String chain : plan.heldByOthers()) {
      json.value(chain);
    }
    json.endArray();
  }
}
