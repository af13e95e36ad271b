// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.completion;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes completions for fish: one {@code complete} line for each word. */
final class FishScript {
  private final CommandSpec root;
  private final StringBuilder out = new StringBuilder(4096);

  FishScript(CommandSpec root) {
    this.root = root;
  }

  String text() {
    out.append("# fish completion of ").append(root.name()).append('\n');
    // File names only where an option takes one.
    line("", "-f");
    options(root, "__fish_use_subcommand");
    for (Map.Entry<String, CommandLine> entry : root.subcommands().entrySet()) {
      CommandSpec command = entry.getValue().getCommandSpec();
      line("__fish_use_subcommand", "-a " + entry.getKey() + described(CommandSummary.of(command)));
      String condition = "__fish_seen_subcommand_from " + entry.getKey();
      options(command, condition);
      for (PositionalParamSpec positional : command.positionalParameters()) {
        line(condition, "-a " + quoted(words(positional)) + described(first(positional)));
      }
    }
    return out.toString();
  }

  private void options(CommandSpec command, String condition) {
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        line(condition, names(option) + value(option) + described(first(option)));
      }
    }
  }

  private static String names(OptionSpec option) {
    StringBuilder names = new StringBuilder();
    for (String name : option.names()) {
      names.append(names.isEmpty() ? "" : " ");
      names.append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
    }
    return names.toString();
  }

  private static String value(OptionSpec option) {
    if (option.arity().min() == 0) {
      return "";
    }
    if (takesPath(option)) {
      return " -r -F";
    }
    String words = words(option);
    return words.isEmpty() ? " -x" : " -x -a " + quoted(words);
  }

  private static boolean takesPath(OptionSpec option) {
    for (Class<?> type : option.auxiliaryTypes()) {
      if (type == Path.class) {
        return true;
      }
    }
    return option.type() == Path.class;
  }

  private static String words(ArgSpec arg) {
    StringBuilder words = new StringBuilder();
    Iterable<String> candidates = arg.completionCandidates();
    if (candidates != null) {
      candidates.forEach(word -> words.append(words.isEmpty() ? "" : " ").append(word));
    }
    return words.toString();
  }

  private static String first(ArgSpec arg) {
    return arg.description().length == 0 ? "" : arg.description()[0];
  }

  private static String described(String text) {
    return text.isEmpty() ? "" : " -d " + quoted(text.replace("%n", " "));
  }

  /** fish(1): within single quotes, only the quote and the backslash are special. */
  private static String quoted(String text) {
    return '\'' + text.replace("\\", "\\\\").replace("'", "\\'") + '\'';
  }

  private void line(String condition, String arguments) {
    out.append("complete -c ").append(root.name());
    if (!condition.isEmpty()) {
      out.append(" -n ").append(quoted(condition));
    }
    out.append(' ').append(arguments).append('\n');
  }
}
