// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import io.svcrules.model.EndpointSlice;
import io.svcrules.model.Service;
import java.util.List;

/** What tests read from, and how. */
final class ManifestTexts {
  private ManifestTexts() {}

  /** The reading of one file called {@code web.yaml}. */
  static ManifestReading read(String text) {
    return ManifestReader.read(List.of(ManifestSource.ofText("web.yaml", text)));
  }

  /** The problems of one file, as people see them. */
  static List<String> problems(String text) {
    return read(text).problems().stream().map(Problem::toString).toList();
  }

  /** A Service {@code default/web} with these lines under {@code spec}, from line 5 on. */
  static String service(String... specLines) {
    return "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n" + indented(specLines);
  }

  /** A slice {@code default/web-1} of IPv4 addresses with these lines, from line 5 on. */
  static String slice(String... lines) {
    return "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: web-1}\n"
        + "addressType: IPv4\n"
        + String.join("\n", lines)
        + "\n";
  }

  private static String indented(String... lines) {
    StringBuilder out = new StringBuilder();
    for (String line : lines) {
      out.append("  ").append(line).append('\n');
    }
    return out.toString();
  }

  /** The only Service of a text without problems. */
  static Service onlyService(String text) {
    ManifestReading reading = read(text);
    if (!reading.problems().isEmpty() || reading.manifests().services().size() != 1) {
      throw new AssertionError(reading.toString());
    }
    return reading.manifests().services().get(0);
  }

  /** The only slice of a text without problems. */
  static EndpointSlice onlySlice(String text) {
    ManifestReading reading = read(text);
    if (!reading.problems().isEmpty() || reading.manifests().slices().size() != 1) {
      throw new AssertionError(reading.toString());
    }
    return reading.manifests().slices().get(0);
  }
}
