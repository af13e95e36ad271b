// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

/**
 * An order to a client: ask a service some times.
 *
 * @param id what answers refer to; for kept transports also the name of the connection
 * @param transport how
 * @param target whom
 * @param source the address to ask from; empty to let the kernel choose
 * @param count how many times, one after the other
 * @param patienceMillis how long to wait for each answer
 */
public record Attempt(
    int id, Transport transport, Target target, String source, int count, int patienceMillis) {
  private static final int FIELDS = 7;

  /** An order that lets the kernel choose the source. */
  public static Attempt of(int id, Transport transport, Target target, int count, int patience) {
    return new Attempt(id, transport, target, "", count, patience);
  }

  /** This order from an address. */
  public Attempt from(String address) {
    return new Attempt(id, transport, target, address, count, patienceMillis);
  }

  /** Reads what {@link #toString} wrote. */
  static Attempt parse(String line) {
    String[] fields = line.split(" ", -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException(line);
    }
    return new Attempt(
        Integer.parseInt(fields[0]),
        Transport.valueOf(fields[1]),
        new Target(fields[2], Integer.parseInt(fields[3])),
        fields[4],
        Integer.parseInt(fields[5]),
        Integer.parseInt(fields[6]));
  }

  /** The order as a line. */
  @Override
  public String toString() {
    return id
        + " "
        + transport
        + ' '
        + target.address()
        + ' '
        + target.port()
        + ' '
        + source
        + ' '
        + count
        + ' '
        + patienceMillis;
  }
}
