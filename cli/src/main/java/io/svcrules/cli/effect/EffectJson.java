// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.effect;

import io.svcrules.iptables.flow.FlowFilter;
import io.svcrules.iptables.kernel.sysctl.SysctlChange;
import io.svcrules.model.manifest.JsonOutput;
import java.io.IOException;

/** Writes effects: parts of the schema of docs/kernel-json.md. */
public final class EffectJson {
  private EffectJson() {}

  /** Writes all of them as fields of the object that is open. */
  public static void write(Effects effects, JsonOutput json) throws IOException {
    writeSysctls(effects, json);
    json.beginObject("conntrack").field("flows", effects.flows().count());
    json.beginArray("commands");
    for (FlowFilter filter : effects.flows().filters()) {
      json.value(filter.toString());
    }
    json.endArray().endObject();
    json.beginArray("problems");
    for (String problem : effects.problems()) {
      json.value(problem);
    }
    json.endArray();
  }

  /** Writes the settings as an array. */
  public static void writeSysctls(Effects effects, JsonOutput json) throws IOException {
    json.beginArray("sysctls");
    for (SysctlChange change : effects.sysctls()) {
      json.beginObject()
          .field("name", change.name())
          .field("before", change.before())
          .field("after", change.after())
          .endObject();
    }
    json.endArray();
  }
}
