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
  private PeerMain() {}

  /**
   * Runs.
   *
   * @param args the port to serve, then the addresses to serve it at, if any
   */
  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(args[0]);
    EchoServer server = new EchoServer();
    for (String address : List.of(args).subList(1, args.length)) {
      server.serve(Literal.parse(address), port);
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
