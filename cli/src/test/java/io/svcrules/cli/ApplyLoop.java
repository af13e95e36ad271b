// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import io.svcrules.cli.env.Environment;

/**
 * A program that brings the node it runs on from one state to the next, round and round, as so many
 * runs of the command do; meant to be killed.
 */
final class ApplyLoop {
  static final String BEGIN = "begin";
  static final String END = "end ";

  private ApplyLoop() {}

  /**
   * Never returns.
   *
   * @param args the variant of iptables, and files of objects
   */
  public static void main(String[] args) {
    String variant = "--iptables-variant=" + args[0];
    for (int i = 0; ; i = (i + 1) % args.length) {
      if (i == 0) {
        run("cleanup", variant);
      } else {
        run("apply", "-f", args[i], variant);
      }
    }
  }

  private static void run(String... args) {
    System.out.println(BEGIN);
    int status = Main.run(args, Environment.ofProcess());
    System.out.println(END + status);
  }
}
