// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs;

/**
 * A server that connections to a virtual server go to.
 *
 * <p>A real server that is being drained keeps its connections but gets no new ones: its weight is
 * 0, and both thresholds hold the deadline after which it may go. With weight 0 the kernel has no
 * other use for them, so the deadline needs no place beside the real server, is set in the same
 * request as the weight, is exact for each real server, and goes away together with it. A pair of
 * equal thresholds cannot be meant as thresholds: the server would be refused and taken again with
 * each connection.
 *
 * @param key its address and port
 * @param method how packets reach it
 * @param weight its share of new connections: 0 to 65535; 0 for none
 * @param upperThreshold with so many connections it gets no new ones, 32 bits unsigned; 0 for no
 *     limit
 * @param lowerThreshold below so many connections it gets new ones again, 32 bits unsigned; at most
 *     the upper threshold
 */
public record RealServer(
    RealServerKey key,
    ForwardingMethod method,
    int weight,
    long upperThreshold,
    long lowerThreshold) {
  private static final long MAX_THRESHOLD = 0xffffffffL;

  /** Refuses what the kernel would refuse. */
  public RealServer {
    if (weight < 0 || weight > 65535) {
      throw new IllegalArgumentException("weight " + weight + " is not within 0 to 65535");
    }
    if (lowerThreshold < 0 || lowerThreshold > upperThreshold || upperThreshold > MAX_THRESHOLD) {
      throw new IllegalArgumentException(
          "thresholds " + upperThreshold + " and " + lowerThreshold + " are out of order or range");
    }
  }

  /** A real server with an equal share, reached by rewriting addresses. */
  public static RealServer of(RealServerKey key) {
    return new RealServer(key, ForwardingMethod.MASQUERADE, 1, 0, 0);
  }

  /**
   * This real server without new connections, to be removed at a time.
   *
   * @param deadline in seconds since the node booted: at least 1
   */
  public RealServer draining(long deadline) {
    return new RealServer(key, method, 0, deadline, deadline);
  }

  /** Whether it is being drained and has a deadline. */
  public boolean isDraining() {
    return weight == 0 && upperThreshold > 0 && upperThreshold == lowerThreshold;
  }

  /** Appends the line of {@code ipvsadm -S} behind the words of the virtual server. */
  public void appendTo(StringBuilder out) {
    out.append(" -r ");
    key.appendTo(out);
    out.append(' ').append(method.option()).append(" -w ").append(weight);
    if (upperThreshold != 0) {
      // ipvsadm -S leaves them out, but ipvsadm -R takes them.
      out.append(" -x ").append(upperThreshold).append(" -y ").append(lowerThreshold);
    }
    if (method == ForwardingMethod.TUNNEL) {
      out.append(" --tun-type ipip");
    }
  }
}
