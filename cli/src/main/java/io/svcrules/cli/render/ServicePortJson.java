// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.render;

import io.svcrules.model.manifest.JsonOutput;
import io.svcrules.model.resolve.Endpoint;
import io.svcrules.model.resolve.EndpointSelection;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Writes what one service port is, without its rules. */
final class ServicePortJson {
  private final JsonOutput json;

  ServicePortJson(JsonOutput json) {
    this.json = json;
  }

  void write(ResolvedServicePort port) throws IOException {
    json.field("namespace", port.name().service().namespace())
        .field("name", port.name().service().name())
        .field("portName", port.name().port())
        .field("protocol", port.name().protocol().name())
        .field("clusterIP", port.clusterIp().toString())
        .field("port", port.port());
    if (port.nodePort() != 0) {
      json.field("nodePort", port.nodePort());
    }
    writeTexts("externalIPs", port.externalIps());
    writeTexts("loadBalancerIPs", port.loadBalancerIps());
    writeEndpoints(port.endpoints());
  }

  private void writeEndpoints(EndpointSelection endpoints) throws IOException {
    json.beginObject("endpoints")
        .field("topology", endpoints.topology().name().toLowerCase(Locale.ROOT));
    writeTexts("cluster", endpoints.cluster().stream().map(Endpoint::text).toList());
    writeTexts("local", endpoints.local().stream().map(Endpoint::text).toList());
    json.endObject();
  }

  private void writeTexts(String name, List<?> values) throws IOException {
    json.beginArray(name);
    for (Object value : values) {
      json.value(value.toString());
    }
    json.endArray();
  }
}
