// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import io.svcrules.model.AddressType;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import io.svcrules.model.ServiceType;
import io.svcrules.model.TrafficPolicy;
import java.util.List;

/** The enumerated fields of the API. */
final class Choices {
  static final Choice<ServiceType> SERVICE_TYPE =
      Choice.of(List.of(ServiceType.values()), ServiceType::kubernetesName);
  static final Choice<Protocol> PROTOCOL = Choice.of(List.of(Protocol.values()), Protocol::name);
  static final Choice<TrafficPolicy> TRAFFIC_POLICY =
      Choice.of(List.of(TrafficPolicy.values()), TrafficPolicy::kubernetesName);
  static final Choice<IpFamily> IP_FAMILY =
      Choice.of(List.of(IpFamily.values()), IpFamily::kubernetesName);
  static final Choice<AddressType> ADDRESS_TYPE =
      Choice.of(List.of(AddressType.values()), AddressType::kubernetesName);

  /** {@code spec.sessionAffinity}: whether a client's address binds it to an endpoint. */
  static final Choice<Boolean> SESSION_AFFINITY =
      Choice.of(List.of(false, true), byClient -> byClient ? "ClientIP" : "None");

  /** {@code status.loadBalancer.ingress[].ipMode}: whether the load balancer delivers by itself. */
  static final Choice<Boolean> IP_MODE =
      Choice.of(List.of(false, true), proxied -> proxied ? "Proxy" : "VIP");

  private Choices() {}
}
