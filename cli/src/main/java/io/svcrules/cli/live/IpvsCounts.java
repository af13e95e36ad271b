// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.ipvs.plan.IpvsPlan;
import io.svcrules.ipvs.plan.ServerChange;
import io.svcrules.ipvs.plan.SetChange;
import java.util.StringJoiner;

/**
 * How much a plan of mode ipvs changes.
 *
 * @param serversAdded virtual servers that are new
 * @param serversDeleted virtual servers that are gone
 * @param realServers real servers that are added, edited or deleted by themselves
 * @param elements elements of sets that are added or deleted
 * @param others all other changes: settings, sets, addresses, rules, edited virtual servers, flows
 */
public record IpvsCounts(
    int serversAdded, int serversDeleted, int realServers, int elements, int others) {

  /** Counts the changes of a plan. */
  public static IpvsCounts of(IpvsPlan plan) {
    int added = 0;
    int deleted = 0;
    int real = 0;
    int elements = 0;
    for (IpvsChange change : plan.changes()) {
      if (change instanceof ServerChange.AddVirtualServer) {
        added++;
      } else if (change instanceof ServerChange.DeleteVirtualServer) {
        deleted++;
      } else if (isOfRealServer(change)) {
        real++;
      } else if (change instanceof SetChange.AddEntry || change instanceof SetChange.DeleteEntry) {
        elements++;
      }
    }
    int others = plan.changes().size() - added - deleted - real - elements;
    return new IpvsCounts(added, deleted, real, elements, others);
  }

  private static boolean isOfRealServer(IpvsChange change) {
    return change instanceof ServerChange && !(change instanceof ServerChange.EditVirtualServer);
  }

  /** The counts that are not 0, for people, such as {@code +2 virtual servers, 7 elements}. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ");
    text.setEmptyValue("nothing to change");
    add(text, "+", serversAdded, "virtual server");
    add(text, "-", serversDeleted, "virtual server");
    add(text, "~", realServers, "real server");
    add(text, "", elements, "set element");
    add(text, "", others, "other change");
    return text.toString();
  }

  private static void add(StringJoiner text, String sign, int count, String noun) {
    if (count > 0) {
      text.add(sign + count + " " + noun + (count == 1 ? "" : "s"));
    }
  }
}
