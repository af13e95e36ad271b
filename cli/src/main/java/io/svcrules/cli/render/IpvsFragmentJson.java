// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.render;

import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.SchedulerFlag;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerSettings;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsFragment;
import io.svcrules.ipvs.compile.IpvsProblem;
import io.svcrules.ipvs.compile.ServedAddress;
import io.svcrules.ipvs.compile.SetMember;
import io.svcrules.model.ServicePortName;
import io.svcrules.model.manifest.JsonOutput;
import java.io.IOException;
import java.util.List;

/** Writes what one service port has of its own in mode ipvs. */
final class IpvsFragmentJson {
  private final JsonOutput json;
  private final CompiledIpvs compiled;

  IpvsFragmentJson(JsonOutput json, CompiledIpvs compiled) {
    this.json = json;
    this.compiled = compiled;
  }

  void write(IpvsFragment fragment) throws IOException {
    if (fragment.drainSeconds().isPresent()) {
      json.field("drainSeconds", fragment.drainSeconds().getAsInt());
    }
    json.beginArray("addresses");
    for (ServedAddress address : fragment.addresses()) {
      write(address, fragment.name());
    }
    json.endArray();
    writeElements(fragment.members());
    json.beginArray("problems");
    for (IpvsProblem problem : fragment.problems()) {
      json.value(problem.text());
    }
    json.endArray();
  }

  private void write(ServedAddress address, ServicePortName asking) throws IOException {
    json.beginObject()
        .field("kind", address.kind().text())
        .field("address", address.key().address().toString())
        .field("port", address.key().port());
    ServicePortName owner = compiled.owners().getOrDefault(address.key(), asking);
    if (!owner.equals(asking)) {
      json.field("servedFor", owner + " (" + owner.protocol() + ")");
    } else {
      json.field("bound", address.bound());
      writeElements(address.members());
      if (address.server().isPresent()) {
        write(address.server().get());
      }
    }
    json.endObject();
  }

  private void writeElements(List<SetMember> members) throws IOException {
    json.beginArray("elements");
    for (SetMember member : members) {
      json.beginObject()
          .field("set", member.set().name(compiled.state().family()))
          .field("element", member.entry().text())
          .endObject();
    }
    json.endArray();
  }

  private void write(VirtualServer server) throws IOException {
    VirtualServerSettings settings = server.settings();
    json.beginObject("virtualServer").field("scheduler", settings.scheduler());
    json.beginArray("flags");
    for (SchedulerFlag flag : SchedulerFlag.values()) {
      if ((settings.flags() & flag.bit()) != 0) {
        json.value(flag.nameFor(settings.scheduler()));
      }
    }
    json.endArray();
    if (settings.persistenceSeconds() != 0) {
      json.field("persistenceSeconds", settings.persistenceSeconds());
    }
    json.beginArray("realServers");
    for (RealServer realServer : server.realServers().values()) {
      json.beginObject()
          .field("address", realServer.key().toString())
          .field("weight", realServer.weight())
          .endObject();
    }
    json.endArray().endObject();
  }
}
