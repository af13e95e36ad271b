// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/**
 * The kernel's refusal of one request.
 *
 * @param index which request of those sent together, from 0
 * @param errno the error number, positive
 * @param name the error's name: {@code ENOENT}; the number if it has none
 * @param text what the extended acknowledgement says, or empty ({@code NLMSGERR_ATTR_MSG})
 * @param offset where in the request the fault is, in bytes from its start, or -1 ({@code
 *     NLMSGERR_ATTR_OFFS})
 * @param echo the refused request after its header as the kernel gave it back; empty when capped
 */
public record RequestFailure(
    int index, int errno, String name, String text, int offset, Bytes echo) {

  /** Whether this is the error. */
  public boolean is(Errno error) {
    return errno == error.number();
  }

  RequestFailure atIndex(int newIndex) {
    return new RequestFailure(newIndex, errno, name, text, offset, echo);
  }

  /** The failure as a sentence. */
  @Override
  public String toString() {
    StringBuilder sentence = new StringBuilder("request ").append(index).append(": ").append(name);
    if (!text.isEmpty()) {
      sentence.append(" (").append(text).append(')');
    }
    if (offset >= 0) {
      sentence.append(" at byte ").append(offset);
    }
    return sentence.toString();
  }
}
