// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The program that runs in a namespace of the lab. Serves the addresses it is given, and makes the
 * connections it is told to by standard input, until that ends. Writes {@code ready} when it
 * serves.
 */
public final class PeerMain {
  /** The word between addresses for everything and those for datagrams. */
  static final String DATAGRAMS = "datagrams";

  private PeerMain() {}

  /**
   * Runs.
   *
   * @param args the port to serve, then the addresses to serve it at, if any; and behind {@link
   *     #DATAGRAMS} those to serve datagrams at, if any
   */
  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(args[0]);
    EchoServer server = new EchoServer();
    boolean datagrams = false;
    for (String address : List.of(args).subList(1, args.length)) {
      if (address.equals(DATAGRAMS)) {
        datagrams = true;
      } else if (datagrams) {
        server.serveDatagrams(Literal.parse(address), port);
      } else {
        server.serve(Literal.parse(address), port);
      }
    }
    server.start();
    EchoClient client = new EchoClient(System.out);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      client.accept(Attempt.parse(line));
    }
  }
}
