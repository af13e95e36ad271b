// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjectPlaceTest {
  private static final String WEB =
      """
      # a remark
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: default
      spec:
        clusterIP: 10.96.0.1
        ports:
        - name: http
          port: 80
        - name: dns
          port: 53
          nodePort: 30053
      """;

  private static ManifestReading read(FieldPlaces places) {
    return ManifestReader.read(List.of(ManifestSource.ofText("web.yaml", WEB)), places);
  }

  private static String placeOf(String path) {
    return read(FieldPlaces.REMEMBERED).places().get("Service default/web").place(path).toString();
  }

  @Test
  void fieldsStandWhereTheirValuesDo() {
    assertEquals("web.yaml:8:14", placeOf("spec.clusterIP"));
    assertEquals("web.yaml:14:15", placeOf("spec.ports[1].nodePort"));
  }

  @Test
  void whatIsAbsentStandsWhereItsHolderDoes() {
    assertEquals("web.yaml:10:5", placeOf("spec.ports[0].nodePort"));
    assertEquals("web.yaml:10:3", placeOf("spec.ports[7].port"));
    assertEquals("web.yaml:10:3", placeOf("spec.ports[].nodePort"));
  }

  @Test
  void theObjectItselfHasAPlace() {
    assertEquals("web.yaml:2:1", placeOf(""));
    assertEquals("web.yaml:2:1", placeOf("status.loadBalancer"));
  }

  @Test
  void placesAreForgottenUnlessAskedFor() {
    assertEquals(Map.of(), read(FieldPlaces.FORGOTTEN).places());
  }
}
