// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

import java.util.List;
import java.util.function.Consumer;

/** The messages of a dump, until {@code NLMSG_DONE}. */
final class DumpReplies {

  private final int sequence;
  private final ErrorNames names;
  private final Consumer<NetlinkMessage> handler;
  private boolean interrupted;
  private boolean complete;

  DumpReplies(int sequence, ErrorNames names, Consumer<NetlinkMessage> handler) {
    this.sequence = sequence;
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
    if (interrupted) {
      throw new DumpInterruptedException();
    }
  }

  private void accept(NetlinkMessage message) {
    if (message.sequence() != sequence) {
      return;
    }
    interrupted |= (message.flags() & NetlinkUapi.NLM_F_DUMP_INTR) != 0;
    switch (message.type()) {
      case NetlinkUapi.NLMSG_NOOP -> {}
      case NetlinkUapi.NLMSG_OVERRUN -> throw new ReceiveOverrunException("NLMSG_OVERRUN");
      case NetlinkUapi.NLMSG_ERROR -> end(Acknowledgement.ofError(message));
      case NetlinkUapi.NLMSG_DONE -> end(Acknowledgement.ofDone(message));
      default -> handler.accept(message);
    }
  }

  private void end(Acknowledgement verdict) {
    if (verdict.errno() != 0) {
      throw new KernelErrorException(List.of(verdict.toFailure(0, names)));
    }
    complete = true;
  }
}
