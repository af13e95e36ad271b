// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Change;
import io.svcrules.iptables.RestoreInput;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.TableChanges;
import io.svcrules.iptables.TableRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;

/** Prints rulesets and changes as iptables spells them. */
public final class RulesetWriter {
  // Large enough that a write call does not show, small enough for the second-level cache.
  private static final int CHUNK = 64 * 1024;

  // So many chains are a millisecond of work.
  private static final int BATCH = 2048;

  // A guess: two or three rules of some 130 characters.
  private static final int CHAIN_LENGTH = 320;

  private final OutputStream out;
  private final StringBuilder buffer = new StringBuilder(CHUNK + 4096);

  private RulesetWriter(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes what iptables-save prints: every table, its chains with the built-in ones first, its
   * rules. Does not close the stream.
   */
  public static void writeSaved(Ruleset ruleset, OutputStream out) throws IOException {
    RulesetWriter writer = new RulesetWriter(out);
    for (TableRules table : ruleset.tables().values()) {
      writer.saved(table);
    }
    writer.flush();
  }

  /**
   * Writes what {@code iptables-restore --noflush} needs to make these rules on a node that holds
   * none of them but may hold others: chains are created or flushed, rules of built-in chains are
   * inserted at the top, in their order, and nothing else of the built-in chains is touched. Does
   * not close the stream.
   */
  public static void writeRestoreInput(Ruleset ruleset, OutputStream out) throws IOException {
    RulesetWriter writer = new RulesetWriter(out);
    for (TableRules table : ruleset.tables().values()) {
      writer.creating(table);
    }
    writer.flush();
  }

  /** Writes changes as iptables-restore reads them. Does not close the stream. */
  public static void write(RestoreInput input, OutputStream out) throws IOException {
    RulesetWriter writer = new RulesetWriter(out);
    for (TableChanges table : input.tables()) {
      writer.changing(table);
    }
    writer.flush();
  }

  /** What iptables-save prints. */
  public static String saved(Ruleset ruleset) {
    return text(out -> writeSaved(ruleset, out));
  }

  /** What {@link #writeRestoreInput} writes. */
  public static String restoreInput(Ruleset ruleset) {
    return text(out -> writeRestoreInput(ruleset, out));
  }

  private interface Output {
    void writeTo(OutputStream out) throws IOException;
  }

  private static String text(Output output) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      output.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] bytes = out.toByteArray();
    return TextBytes.decode(bytes, 0, bytes.length);
  }

  private void saved(TableRules table) throws IOException {
    List<String> builtIn = table.table().builtInChains();
    start(table);
    for (String name : builtIn) {
      Chain chain = table.chains().get(name);
      if (chain != null) {
        chainLine(chain);
      }
    }
    for (Chain chain : table.chains().values()) {
      if (!builtIn.contains(chain.name())) {
        chainLine(chain);
      }
    }
    rules(List.copyOf(table.chains().values()));
    buffer.append("COMMIT\n");
  }

  private void creating(TableRules table) throws IOException {
    List<String> builtIn = table.table().builtInChains();
    start(table);
    for (Chain chain : table.chains().values()) {
      if (!builtIn.contains(chain.name())) {
        chainLine(chain);
      }
    }
    for (String name : builtIn) {
      Chain chain = table.chains().get(name);
      if (chain != null) {
        insertions(chain);
      }
    }
    rules(table.chains().values().stream().filter(c -> !builtIn.contains(c.name())).toList());
    buffer.append("COMMIT\n");
  }

  private void changing(TableChanges table) throws IOException {
    buffer.append('*').append(table.table().lowerCase()).append('\n');
    for (Change change : table.changes()) {
      change.appendTo(buffer);
      endLine();
    }
    buffer.append("COMMIT\n");
  }

  private void start(TableRules table) {
    buffer.append('*').append(table.table().lowerCase()).append('\n');
  }

  private void chainLine(Chain chain) throws IOException {
    buffer.append(':').append(chain.name()).append(' ').append(chain.policy().text());
    buffer.append(" [0:0]");
    endLine();
  }

  /** The rules of many chains are spelled by several processors, and written in their order. */
  private void rules(List<Chain> chains) throws IOException {
    if (chains.size() <= BATCH) {
      for (Chain chain : chains) {
        appendRules(chain, buffer);
        flushIfLong();
      }
      return;
    }
    flush();
    try {
      IntStream.range(0, (chains.size() + BATCH - 1) / BATCH)
          .parallel()
          .mapToObj(i -> chains.subList(i * BATCH, Math.min(chains.size(), (i + 1) * BATCH)))
          .map(RulesetWriter::encodedRules)
          .forEachOrdered(this::write);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static byte[] encodedRules(List<Chain> chains) {
    StringBuilder text = new StringBuilder(chains.size() * CHAIN_LENGTH);
    chains.forEach(chain -> appendRules(chain, text));
    return TextBytes.encode(text.toString());
  }

  private void write(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void appendRules(Chain chain, StringBuilder text) {
    List<Rule> rules = chain.rules();
    for (int i = 0; i < rules.size(); i++) {
      text.append("-A ").append(chain.name());
      rules.get(i).appendTo(text);
      text.append('\n');
    }
  }

  // Each goes on top of the one before, so the last one comes first.
  private void insertions(Chain chain) throws IOException {
    List<Rule> rules = chain.rules();
    for (int i = rules.size() - 1; i >= 0; i--) {
      buffer.append("-I ").append(chain.name());
      rules.get(i).appendTo(buffer);
      endLine();
    }
  }

  private void endLine() throws IOException {
    buffer.append('\n');
    flushIfLong();
  }

  private void flushIfLong() throws IOException {
    if (buffer.length() >= CHUNK) {
      flush();
    }
  }

  private void flush() throws IOException {
    out.write(TextBytes.encode(buffer.toString()));
    buffer.setLength(0);
  }
}
