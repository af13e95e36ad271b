// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The answers to requests that were sent together, until the one that comes last. */
final class BatchReplies {

  private final int first;
  private final int lastIndex;
  private final boolean transaction;
  private final ErrorNames names;
  private final Consumer<NetlinkMessage> handler;
  private final List<RequestFailure> failures = new ArrayList<>();
  private boolean complete;

  /**
   * The answers to expect.
   *
   * @param first the sequence number of the first request
   * @param lastIndex the index of the request whose acknowledgement comes last
   * @param transaction whether a refusal of the first request speaks for all
   * @param handler takes messages that are no acknowledgements
   */
  BatchReplies(
      int first,
      int lastIndex,
      boolean transaction,
      ErrorNames names,
      Consumer<NetlinkMessage> handler) {
    this.first = first;
    this.lastIndex = lastIndex;
    this.transaction = transaction;
    this.names = names;
    this.handler = handler;
  }

  void receiveFrom(NetlinkChannel channel) {
    while (!complete) {
      MessageReader messages = channel.receive();
      while (!complete && messages.hasNext()) {
        accept(messages.next());
      }
    }
  }

  private void accept(NetlinkMessage message) {
    int index = message.sequence() - first;
    // Unsigned, so that numbers before the first are out of range too: those answer older requests.
    if (Integer.compareUnsigned(index, lastIndex + 1) > 0) {
      return;
    }
    switch (message.type()) {
      case NetlinkUapi.NLMSG_NOOP -> {}
      case NetlinkUapi.NLMSG_OVERRUN -> throw new ReceiveOverrunException("NLMSG_OVERRUN");
      case NetlinkUapi.NLMSG_ERROR -> acknowledge(index, Acknowledgement.ofError(message));
      case NetlinkUapi.NLMSG_DONE -> acknowledge(index, Acknowledgement.ofDone(message));
      default -> handler.accept(message);
    }
  }

  private void acknowledge(int index, Acknowledgement verdict) {
    if (verdict.errno() != 0) {
      failures.add(verdict.toFailure(index, names));
    }
    complete = index >= lastIndex || (index == 0 && speaksForAll(verdict.errno()));
  }

  /** nfnetlink_rcv and nfnetlink_rcv_batch answer only the first header when they refuse it all. */
  private boolean speaksForAll(int errno) {
    return errno != 0 && (transaction || errno == Errno.EPERM.number());
  }

  List<RequestFailure> failures() {
    return List.copyOf(failures);
  }
}
