// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

import static io.svcrules.testdata.traffic.Address.CLUSTER_IP;
import static io.svcrules.testdata.traffic.Address.EXTERNAL_IP;
import static io.svcrules.testdata.traffic.Address.LOAD_BALANCER_IP;
import static io.svcrules.testdata.traffic.Address.NODE_PORT;
import static io.svcrules.testdata.traffic.Address.NODE_PORT_ON_OTHER_ADDRESS;
import static io.svcrules.testdata.traffic.Client.ENDPOINT;
import static io.svcrules.testdata.traffic.Client.LOCALHOST;
import static io.svcrules.testdata.traffic.Client.NODE;
import static io.svcrules.testdata.traffic.Client.OUTSIDE;
import static io.svcrules.testdata.traffic.Client.POD;
import static io.svcrules.testdata.traffic.Client.POD_ON_OTHER_NODE;
import static io.svcrules.testdata.traffic.Outcome.ALL;
import static io.svcrules.testdata.traffic.Outcome.ALL_M;
import static io.svcrules.testdata.traffic.Outcome.DROPPED;
import static io.svcrules.testdata.traffic.Outcome.LOCAL;
import static io.svcrules.testdata.traffic.Outcome.LOCAL_M;
import static io.svcrules.testdata.traffic.Outcome.REJECTED;
import static io.svcrules.testdata.traffic.Outcome.UNTOUCHED;

import java.util.List;

/** The table of cases. Each expectation is written down; none is computed from rules. */
public final class TruthTable {
  /** kube-proxy's default affinity time-out: Service {@code clientIP.timeoutSeconds}. */
  private static final int THREE_HOURS = 10800;

  private TruthTable() {}

  /** All cases, in an order that is always the same. */
  public static List<TrafficCase> cases() {
    CaseList cases = new CaseList();
    policies(cases);
    withoutEndpoints(cases);
    endpointsElsewhere(cases);
    sourceRanges(cases);
    affinity(cases);
    detection(cases);
    nodePorts(cases);
    return cases.all();
  }

  /** Which policy a service has for which addresses, on a node that knows its pods. */
  private static void policies(CaseList cases) {
    NodeOptions large = NodeOptions.DEFAULT.withLargeCluster();
    for (NodeOptions options : List.of(NodeOptions.DEFAULT, large)) {
      for (Policy external : Policy.values()) {
        cases
            .of(options, ServiceShape.of(Policy.CLUSTER, external))
            .add(CLUSTER_IP, ALL, POD, ENDPOINT, POD_ON_OTHER_NODE)
            .add(CLUSTER_IP, ALL_M, NODE, OUTSIDE);
        cases
            .of(options, ServiceShape.of(Policy.LOCAL, external))
            .add(CLUSTER_IP, LOCAL, POD, ENDPOINT, POD_ON_OTHER_NODE)
            .add(CLUSTER_IP, LOCAL_M, NODE, OUTSIDE);
      }
      for (Policy internal : Policy.values()) {
        cases
            .of(options, ServiceShape.of(internal, Policy.CLUSTER))
            .addExternal(ALL_M, POD, ENDPOINT, POD_ON_OTHER_NODE, NODE, LOCALHOST, OUTSIDE);
        cases
            .of(options, ServiceShape.of(internal, Policy.LOCAL))
            .addExternal(ALL, POD, ENDPOINT, POD_ON_OTHER_NODE)
            .addExternal(ALL_M, NODE, LOCALHOST)
            .addExternal(LOCAL, OUTSIDE);
      }
    }
  }

  /** Nobody is there: say so at once, whatever the policy. */
  private static void withoutEndpoints(CaseList cases) {
    for (Policy policy : Policy.values()) {
      cases
          .of(NodeOptions.DEFAULT, ServiceShape.of(policy, policy).withPlacement(Placement.NOWHERE))
          .add(CLUSTER_IP, REJECTED, POD, POD_ON_OTHER_NODE, NODE, OUTSIDE)
          .addExternal(REJECTED, POD, POD_ON_OTHER_NODE, LOCALHOST, OUTSIDE)
          .add(NODE_PORT, REJECTED, NODE)
          .add(NODE_PORT_ON_OTHER_ADDRESS, REJECTED, NODE)
          // The chain that refuses external addresses is not called from OUTPUT.
          .add(EXTERNAL_IP, UNTOUCHED, NODE)
          .add(LOAD_BALANCER_IP, UNTOUCHED, NODE);
    }
  }

  /** Other nodes have endpoints: a silent client may be sent there by whatever sent it here. */
  private static void endpointsElsewhere(CaseList cases) {
    cases
        .of(NodeOptions.DEFAULT, elsewhere(Policy.CLUSTER, Policy.LOCAL))
        .add(CLUSTER_IP, ALL, POD, POD_ON_OTHER_NODE)
        .add(CLUSTER_IP, ALL_M, NODE, OUTSIDE)
        .addExternal(ALL, POD, POD_ON_OTHER_NODE)
        .addExternal(ALL_M, NODE, LOCALHOST)
        .addExternal(DROPPED, OUTSIDE);
    cases
        .of(NodeOptions.DEFAULT, elsewhere(Policy.LOCAL, Policy.CLUSTER))
        .add(CLUSTER_IP, DROPPED, POD, POD_ON_OTHER_NODE, NODE, OUTSIDE)
        .addExternal(ALL_M, POD, POD_ON_OTHER_NODE, NODE, LOCALHOST, OUTSIDE);
    cases
        .of(NodeOptions.detecting(PodDetection.NONE), elsewhere(Policy.CLUSTER, Policy.LOCAL))
        .addExternal(DROPPED, POD, POD_ON_OTHER_NODE, OUTSIDE)
        .addExternal(ALL_M, NODE, LOCALHOST);
  }

  private static ServiceShape elsewhere(Policy internal, Policy external) {
    return ServiceShape.of(internal, external).withPlacement(Placement.ELSEWHERE);
  }

  /** Source ranges guard load balancer addresses, and nothing else. */
  private static void sourceRanges(CaseList cases) {
    ServiceShape cluster = ServiceShape.of(Policy.CLUSTER, Policy.CLUSTER);
    cases
        .of(NodeOptions.DEFAULT, cluster.withRanges(SourceRanges.EVERYONE))
        .add(LOAD_BALANCER_IP, ALL_M, POD, POD_ON_OTHER_NODE, NODE, OUTSIDE);
    cases
        .of(NodeOptions.DEFAULT, cluster.withRanges(SourceRanges.OUTSIDE))
        .add(LOAD_BALANCER_IP, ALL_M, OUTSIDE)
        .add(LOAD_BALANCER_IP, DROPPED, POD, POD_ON_OTHER_NODE, NODE)
        .add(CLUSTER_IP, ALL, POD)
        .add(NODE_PORT, ALL_M, POD, NODE, LOCALHOST)
        .add(EXTERNAL_IP, ALL_M, POD, NODE);
    cases
        .of(NodeOptions.DEFAULT, cluster.withRanges(SourceRanges.NODE))
        .add(LOAD_BALANCER_IP, ALL_M, NODE)
        .add(LOAD_BALANCER_IP, DROPPED, POD, POD_ON_OTHER_NODE, OUTSIDE)
        .add(NODE_PORT, ALL_M, OUTSIDE)
        .add(EXTERNAL_IP, ALL_M, OUTSIDE);
    ServiceShape local = ServiceShape.of(Policy.CLUSTER, Policy.LOCAL);
    cases
        .of(NodeOptions.DEFAULT, local.withRanges(SourceRanges.PODS))
        .add(LOAD_BALANCER_IP, ALL, POD, POD_ON_OTHER_NODE)
        .add(LOAD_BALANCER_IP, DROPPED, NODE, OUTSIDE)
        .add(NODE_PORT, LOCAL, OUTSIDE)
        .add(NODE_PORT, ALL_M, NODE);
    cases
        .of(NodeOptions.DEFAULT, local.withRanges(SourceRanges.OUTSIDE))
        .add(LOAD_BALANCER_IP, LOCAL, OUTSIDE)
        .add(LOAD_BALANCER_IP, DROPPED, POD, NODE);
    cases
        .of(
            NodeOptions.DEFAULT,
            local.withRanges(SourceRanges.OUTSIDE).withPlacement(Placement.NOWHERE))
        .add(LOAD_BALANCER_IP, REJECTED, OUTSIDE, POD);
  }

  /** Affinity chooses one endpoint for each client, and changes nothing else. */
  private static void affinity(CaseList cases) {
    cases
        .of(
            NodeOptions.DEFAULT,
            ServiceShape.of(Policy.CLUSTER, Policy.CLUSTER).withAffinity(THREE_HOURS))
        .add(CLUSTER_IP, ALL, POD, ENDPOINT, POD_ON_OTHER_NODE)
        .add(CLUSTER_IP, ALL_M, NODE, OUTSIDE)
        .addExternal(ALL_M, POD, ENDPOINT, POD_ON_OTHER_NODE, NODE, LOCALHOST, OUTSIDE);
    cases
        .of(
            NodeOptions.DEFAULT,
            ServiceShape.of(Policy.LOCAL, Policy.LOCAL).withAffinity(THREE_HOURS))
        .add(CLUSTER_IP, LOCAL, POD)
        .addExternal(LOCAL, OUTSIDE);
  }

  /** The node may know its pods in other ways, or not at all. */
  private static void detection(CaseList cases) {
    NodeOptions masqueradeAll = NodeOptions.DEFAULT.withMasqueradeAll();
    cases
        .of(masqueradeAll, ServiceShape.of(Policy.CLUSTER, Policy.LOCAL))
        .add(CLUSTER_IP, ALL_M, POD, ENDPOINT, POD_ON_OTHER_NODE, NODE, OUTSIDE)
        .addExternal(ALL, POD, ENDPOINT, POD_ON_OTHER_NODE)
        .addExternal(ALL_M, NODE, LOCALHOST)
        .addExternal(LOCAL, OUTSIDE);
    cases
        .of(masqueradeAll, ServiceShape.of(Policy.LOCAL, Policy.CLUSTER))
        .add(CLUSTER_IP, LOCAL_M, POD, ENDPOINT, POD_ON_OTHER_NODE, NODE, OUTSIDE)
        .addExternal(ALL_M, POD, ENDPOINT, POD_ON_OTHER_NODE, NODE, LOCALHOST, OUTSIDE);
    NodeOptions none = NodeOptions.detecting(PodDetection.NONE);
    cases
        .of(none, ServiceShape.of(Policy.CLUSTER, Policy.LOCAL))
        .add(CLUSTER_IP, ALL, POD, ENDPOINT, POD_ON_OTHER_NODE, NODE, OUTSIDE)
        .addExternal(LOCAL, POD, ENDPOINT, POD_ON_OTHER_NODE, OUTSIDE)
        .addExternal(ALL_M, NODE, LOCALHOST);
    cases
        .of(none, ServiceShape.of(Policy.LOCAL, Policy.CLUSTER))
        .add(CLUSTER_IP, LOCAL, POD, ENDPOINT, POD_ON_OTHER_NODE, NODE, OUTSIDE)
        .addExternal(ALL_M, POD, ENDPOINT, POD_ON_OTHER_NODE, NODE, LOCALHOST, OUTSIDE);
    for (PodDetection own : List.of(PodDetection.NODE_CIDR, PodDetection.BRIDGE)) {
      podsOfThisNode(cases, NodeOptions.detecting(own));
    }
  }

  /** Pods of other nodes count as outside. */
  private static void podsOfThisNode(CaseList cases, NodeOptions options) {
    cases
        .of(options, ServiceShape.of(Policy.CLUSTER, Policy.LOCAL))
        .add(CLUSTER_IP, ALL, POD, ENDPOINT)
        .add(CLUSTER_IP, ALL_M, POD_ON_OTHER_NODE, NODE, OUTSIDE)
        .addExternal(ALL, POD, ENDPOINT)
        .addExternal(ALL_M, NODE, LOCALHOST)
        .addExternal(LOCAL, POD_ON_OTHER_NODE, OUTSIDE);
    cases
        .of(options, ServiceShape.of(Policy.LOCAL, Policy.CLUSTER))
        .add(CLUSTER_IP, LOCAL, POD, ENDPOINT)
        .add(CLUSTER_IP, LOCAL_M, POD_ON_OTHER_NODE, NODE, OUTSIDE)
        .addExternal(ALL_M, POD, ENDPOINT, POD_ON_OTHER_NODE, NODE, LOCALHOST, OUTSIDE);
  }

  /** Where node ports answer. */
  private static void nodePorts(CaseList cases) {
    NodeOptions notLocalhost = NodeOptions.DEFAULT.withoutLocalhostNodePorts();
    cases
        .of(notLocalhost, ServiceShape.of(Policy.CLUSTER, Policy.CLUSTER))
        .add(NODE_PORT, UNTOUCHED, LOCALHOST)
        .add(NODE_PORT, ALL_M, POD, NODE, OUTSIDE)
        .add(NODE_PORT_ON_OTHER_ADDRESS, ALL_M, POD, NODE, OUTSIDE);
    NodeOptions primary = NodeOptions.DEFAULT.withPrimaryNodePortsOnly();
    cases
        .of(primary, ServiceShape.of(Policy.CLUSTER, Policy.CLUSTER))
        .add(NODE_PORT, UNTOUCHED, LOCALHOST)
        .add(NODE_PORT, ALL_M, POD, POD_ON_OTHER_NODE, NODE, OUTSIDE)
        .add(NODE_PORT_ON_OTHER_ADDRESS, UNTOUCHED, POD, POD_ON_OTHER_NODE, NODE, OUTSIDE)
        .add(EXTERNAL_IP, ALL_M, POD, OUTSIDE);
    cases
        .of(primary, elsewhere(Policy.CLUSTER, Policy.LOCAL))
        .add(NODE_PORT, DROPPED, OUTSIDE)
        // What is not served is still dropped: the filter rule looks for any local address.
        .add(NODE_PORT_ON_OTHER_ADDRESS, DROPPED, POD, POD_ON_OTHER_NODE, NODE, OUTSIDE);
  }
}
