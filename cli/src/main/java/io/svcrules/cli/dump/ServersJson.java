// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.dump;

import io.svcrules.cli.live.PlanJson;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.model.manifest.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Writes what a kernel holds of mode ipvs: the schema of docs/kernel-ipvs-json.md. */
final class ServersJson {
  private final JsonOutput json;

  private ServersJson(JsonOutput json) {
    this.json = json;
  }

  static void write(IptablesVariant variant, List<IpvsSnapshot> families, OutputStream out)
      throws IOException {
    try (JsonOutput json = JsonOutput.to(out)) {
      json.beginObject()
          .field("apiVersion", PlanJson.API_VERSION)
          .field("kind", "LiveIpvs")
          .field("variant", variant.word());
      json.beginArray("families");
      for (IpvsSnapshot family : families) {
        new ServersJson(json).write(family);
      }
      json.endArray().endObject();
    }
  }

  private void write(IpvsSnapshot family) throws IOException {
    IpvsState state = family.state();
    json.beginObject().field("family", state.family().kubernetesName());
    json.beginArray("virtualServers");
    for (VirtualServer server : state.servers().values()) {
      write(server, family);
    }
    json.endArray();
    json.beginArray("addresses");
    for (BoundAddress address : state.addresses()) {
      json.value(address.toString());
    }
    json.endArray();
    json.beginArray("sets");
    for (IpSet set : state.sets().values()) {
      write(set);
    }
    json.endArray();
    json.beginArray("sysctls");
    for (Map.Entry<String, String> sysctl : state.sysctls().entrySet()) {
      json.beginObject()
          .field("name", sysctl.getKey())
          .field("value", sysctl.getValue())
          .endObject();
    }
    json.endArray();
    LiveJson.writeTables(state.rules(), json);
    json.endObject();
  }

  private void write(VirtualServer server, IpvsSnapshot family) throws IOException {
    StringBuilder settings = new StringBuilder();
    server.settings().appendTo(settings, server.key().family());
    json.beginObject()
        .field("virtualServer", server.key().toString())
        .field("settings", settings.toString().strip());
    json.beginArray("realServers");
    for (RealServer real : server.realServers().values()) {
      json.beginObject()
          .field("address", real.key().toString())
          .field("weight", real.weight())
          .field("connections", family.connections(server.key(), real.key()));
      if (real.isDraining()) {
        json.field("secondsLeft", Math.max(0, real.upperThreshold() - family.uptimeSeconds()));
      }
      json.endObject();
    }
    json.endArray().endObject();
  }

  private void write(IpSet set) throws IOException {
    json.beginObject().field("name", set.name()).field("type", set.definition().type().text());
    json.beginArray("elements");
    for (IpSetEntry entry : set.entries()) {
      json.value(entry.text());
    }
    json.endArray().endObject();
  }
}
