// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

/** How a client speaks to a service. */
public enum Transport {
  /** A connection of its own for each question. */
  TCP,
  /** A datagram from a port of its own for each question. */
  UDP,
  /** The first two packets of an association for each question: {@link SctpPackets}. */
  SCTP,
  /** One connection that stays open from question to question. */
  TCP_KEPT,
  /** Datagrams of one port that stays open from question to question. */
  UDP_KEPT
}
