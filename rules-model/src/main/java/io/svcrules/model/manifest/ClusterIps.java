// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.ServiceBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code spec.clusterIP}, {@code clusterIPs} and {@code ipFamilies}, which say the same thing in
 * three ways.
 *
 * @param headless whether the value is {@code None}
 * @param addresses the addresses; empty if headless or not yet allocated
 * @param families the family of each address; further ones if not yet allocated
 */
record ClusterIps(boolean headless, List<IpAddress> addresses, List<IpFamily> families) {
  private static final String NONE = "None";

  static ClusterIps read(Fields spec) {
    Optional<TextField> single = spec.text("clusterIP").filter(text -> !text.text().isEmpty());
    List<TextField> texts = spec.texts("clusterIPs");
    List<IpFamily> families = spec.choices("ipFamilies", Choices.IP_FAMILY);
    if (texts.isEmpty() && single.isPresent()) {
      texts = List.of(single.get());
    }
    boolean headless = !texts.isEmpty() && texts.get(0).text().equals(NONE);
    if (single.isPresent() && !agrees(single.get(), texts.get(0))) {
      String first = ScalarValue.quoted(texts.get(0).text());
      spec.reject(single.get(), first + ", the first of spec.clusterIPs");
    }
    List<IpAddress> addresses = headless ? List.of() : Addresses.required(spec, texts);
    if (addresses.size() == texts.size()) {
      checkFamilies(spec, texts, addresses, families);
    }
    return new ClusterIps(headless, addresses, completed(families, addresses));
  }

  private static boolean agrees(TextField single, TextField first) {
    return single.text().equals(first.text())
        || IpAddress.tryParse(single.text())
            .filter(address -> IpAddress.tryParse(first.text()).equals(Optional.of(address)))
            .isPresent();
  }

  private static void checkFamilies(
      Fields spec, List<TextField> texts, List<IpAddress> addresses, List<IpFamily> families) {
    for (int i = 0; i < addresses.size(); i++) {
      IpFamily family = addresses.get(i).family();
      if (i > 0 && family == addresses.get(0).family()) {
        spec.reject(texts.get(i), "at most one address of each family");
      } else if (i < families.size() && families.get(i) != family) {
        String expected = families.get(i).kubernetesName();
        spec.reject(
            texts.get(i), "an " + expected + " address, as spec.ipFamilies[" + i + "] says");
      }
    }
  }

  /** The API server fills in the families of the addresses. */
  private static List<IpFamily> completed(List<IpFamily> families, List<IpAddress> addresses) {
    List<IpFamily> all = new ArrayList<>(families);
    for (int i = families.size(); i < addresses.size(); i++) {
      all.add(addresses.get(i).family());
    }
    return all;
  }

  void applyTo(ServiceBuilder service) {
    service.clusterIps(addresses).ipFamilies(families);
    if (headless) {
      service.headless();
    }
  }
}
