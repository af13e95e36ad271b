// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

/** What a line of iptables-restore input does to a chain. */
enum Command {
  APPEND("-A", "--append", true),
  INSERT("-I", "--insert", true),
  DELETE("-D", "--delete", true),
  REPLACE("-R", "--replace", true),
  CREATE("-N", "--new-chain", false),
  FLUSH("-F", "--flush", false),
  DELETE_CHAIN("-X", "--delete-chain", false),
  SET_POLICY("-P", "--policy", false);

  private static final Command[] ALL = values();

  private final String option;
  private final String longOption;
  private final boolean withRule;

  Command(String option, String longOption, boolean withRule) {
    this.option = option;
    this.longOption = longOption;
    this.withRule = withRule;
  }

  /** The command of an option; null if the option is none. */
  static Command of(String option) {
    for (Command command : ALL) {
      if (command.option.equals(option) || command.longOption.equals(option)) {
        return command;
      }
    }
    return null;
  }

  String option() {
    return option;
  }

  /** Whether a rule may follow the chain. */
  boolean takesRule() {
    return withRule;
  }

  /** Whether a number may follow the chain. */
  boolean takesNumber() {
    return withRule && this != APPEND;
  }
}
