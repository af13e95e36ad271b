// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/**
 * The verdict in a message of type {@code NLMSG_ERROR} or {@code NLMSG_DONE}.
 *
 * @param errno 0, or the error number, positive
 * @param text what the kernel says about it, or empty
 * @param offset where in the request the fault is, or -1
 * @param echo the request's payload as the kernel gave it back, or empty
 */
record Acknowledgement(int errno, String text, int offset, Bytes echo) {

  private static final Acknowledgement DONE = new Acknowledgement(0, "", -1, Bytes.empty());

  /** struct nlmsgerr without the echoed request: an int and a message header. */
  private static final int ERROR_LENGTH = Integer.BYTES + NetlinkUapi.SIZEOF_NLMSGHDR;

  /** Reads {@code struct nlmsgerr} and what follows it. */
  static Acknowledgement ofError(NetlinkMessage message) {
    int error = message.u32(0);
    if (error == 0 && message.payloadLength() == ERROR_LENGTH) {
      return DONE;
    }
    int requestLength = message.u32(Integer.BYTES);
    boolean echoed = (message.flags() & NetlinkUapi.NLM_F_CAPPED) == 0 && error != 0;
    int echoLength = echoed ? requestLength - NetlinkUapi.SIZEOF_NLMSGHDR : 0;
    if (echoLength < 0 || echoLength > message.payloadLength() - ERROR_LENGTH) {
      throw new MalformedMessageException("an echo of " + echoLength + " bytes");
    }
    return read(message, error, ERROR_LENGTH, echoLength);
  }

  /** Reads the end of a dump, whose payload may be missing. */
  static Acknowledgement ofDone(NetlinkMessage message) {
    return message.payloadLength() < Integer.BYTES
        ? DONE
        : read(message, message.u32(0), Integer.BYTES, 0);
  }

  private static Acknowledgement read(
      NetlinkMessage message, int error, int header, int echoLength) {
    Bytes echo = message.payload(header, echoLength);
    String text = "";
    int offset = -1;
    if ((message.flags() & NetlinkUapi.NLM_F_ACK_TLVS) != 0) {
      AttributeReader attributes = message.attributes(header + echoLength);
      while (attributes.next()) {
        switch (attributes.type()) {
          case NetlinkUapi.NLMSGERR_ATTR_MSG -> text = attributes.string();
          case NetlinkUapi.NLMSGERR_ATTR_OFFS -> offset = attributes.u32();
          default -> {} // A cookie or a policy: hints to the request's author, no verdict.
        }
      }
      attributes.finish();
    }
    return new Acknowledgement(Math.abs(error), text, offset, echo);
  }

  RequestFailure toFailure(int index, ErrorNames names) {
    return new RequestFailure(index, errno, names.nameOf(errno), text, offset, echo);
  }
}
