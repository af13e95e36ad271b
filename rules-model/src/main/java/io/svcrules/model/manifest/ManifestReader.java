// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.util.List;

/**
 * Reads Kubernetes objects out of YAML and JSON: single ones, several documents in a file, {@code
 * kind: List} and typed lists. Objects that break the API's rules are left out, each with problems
 * that say why; kinds without a part in the rules are counted.
 *
 * <p>An object that comes twice with the same content counts once. v1 Endpoints become
 * EndpointSlices, unless there is an EndpointSlice of the same Service.
 */
public final class ManifestReader {
  private ManifestReader() {}

  /**
   * Reads all sources. In which order they come makes no difference to the manifests, unless an
   * object comes twice with different content.
   *
   * @return the objects and all problems; never throws because of what stands in the sources
   */
  public static ManifestReading read(List<ManifestSource> sources) {
    return read(sources, FieldPlaces.FORGOTTEN);
  }

  /**
   * Reads as {@link #read(List)} does.
   *
   * @param places whether the reading knows where each object stands
   */
  public static ManifestReading read(List<ManifestSource> sources, FieldPlaces places) {
    ManifestAssembler assembler = new ManifestAssembler(places);
    for (ManifestSource source : sources) {
      assembler.add(SourceReader.read(source, places));
    }
    return assembler.reading();
  }
}
