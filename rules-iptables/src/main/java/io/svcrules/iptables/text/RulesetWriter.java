// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Change;
import io.svcrules.iptables.RestoreInput;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.TableChanges;
import io.svcrules.iptables.TableRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Prints rulesets and changes as iptables spells them. */
public final class RulesetWriter {
  // Large enough that a write call does not show, small enough for the second-level cache.
  private static final int CHUNK = 64 * 1024;

  // So many chains are a millisecond of work.
  private static final int BATCH = 2048;

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
    Chains chains = Chains.of(table);
    start(table);
    each(chains.builtIn(), ChainText::appendDeclaration);
    each(chains.others(), ChainText::appendDeclaration);
    each(List.copyOf(table.chains().values()), ChainText::appendRules);
    buffer.append("COMMIT\n");
  }

  private void creating(TableRules table) throws IOException {
    Chains chains = Chains.of(table);
    start(table);
    each(chains.others(), ChainText::appendDeclaration);
    each(chains.builtIn(), ChainText::appendInsertions);
    each(chains.others(), ChainText::appendRules);
    buffer.append("COMMIT\n");
  }

  /**
   * The chains of a table.
   *
   * @param builtIn those of the kernel, in its order
   * @param others in the order of the table
   */
  private record Chains(List<Chain> builtIn, List<Chain> others) {
    // One walk: of 80,000 chains the next is rarely in a cache. And none is looked up by its name,
    // which would index all of them.
    static Chains of(TableRules table) {
      List<String> names = table.table().builtInChains();
      List<Chain> builtIn = new ArrayList<>();
      List<Chain> others = new ArrayList<>(table.chains().size());
      for (Chain chain : table.chains().values()) {
        (names.contains(chain.name()) ? builtIn : others).add(chain);
      }
      builtIn.sort(Comparator.comparingInt(chain -> names.indexOf(chain.name())));
      return new Chains(builtIn, others);
    }
  }

  private void changing(TableChanges table) throws IOException {
    buffer.append('*').append(table.table().lowerCase()).append('\n');
    for (Change change : table.changes()) {
      change.appendTo(buffer);
      buffer.append('\n');
      flushIfLong();
    }
    buffer.append("COMMIT\n");
  }

  private void start(TableRules table) {
    buffer.append('*').append(table.table().lowerCase()).append('\n');
  }

  /** Many chains are spelled by several processors, and written in their order. */
  private void each(List<Chain> chains, Spelling spelling) throws IOException {
    if (chains.size() <= BATCH) {
      for (Chain chain : chains) {
        spelling.append(chain, buffer);
        flushIfLong();
      }
      return;
    }
    flush();
    try {
      IntStream.range(0, (chains.size() + BATCH - 1) / BATCH)
          .parallel()
          .mapToObj(i -> chains.subList(i * BATCH, Math.min(chains.size(), (i + 1) * BATCH)))
          .map(batch -> encoded(batch, spelling))
          .forEachOrdered(this::write);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** In pieces, so that one buffer serves all of them and stays in the cache. */
  private static List<byte[]> encoded(List<Chain> chains, Spelling spelling) {
    List<byte[]> pieces = new ArrayList<>();
    StringBuilder text = new StringBuilder(CHUNK + 4096);
    for (Chain chain : chains) {
      spelling.append(chain, text);
      if (text.length() >= CHUNK) {
        pieces.add(TextBytes.encode(text.toString()));
        text.setLength(0);
      }
    }
    pieces.add(TextBytes.encode(text.toString()));
    return pieces;
  }

  private void write(List<byte[]> pieces) {
    try {
      for (byte[] piece : pieces) {
        out.write(piece);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is written of a chain. */
  private interface Spelling {
    void append(Chain chain, StringBuilder text);
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
