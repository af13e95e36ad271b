// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.render;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.compile.BaseRules;
import io.svcrules.iptables.compile.DispatchRule;
import io.svcrules.iptables.compile.FragmentCompiler;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.compile.ReasonedChain;
import io.svcrules.iptables.text.ChainText;
import io.svcrules.iptables.text.TextPieces;
import io.svcrules.model.batch.Batches;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceTable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Compiles and prints at once: the rules of a service port are forgotten as soon as their text is
 * there, while they are still in the processor's cache.
 */
public final class RulesRenderer {
  /** So many service ports are a millisecond of work. */
  private static final int BATCH = 512;

  private final BaseRules base;
  private final List<RenderedPorts> ports;
  private final OutputStream out;
  private final TextPieces text = new TextPieces();

  private RulesRenderer(BaseRules base, List<RenderedPorts> ports, OutputStream out) {
    this.base = base;
    this.ports = ports;
    this.out = out;
  }

  /**
   * Writes the same bytes as {@link
   * io.svcrules.iptables.text.RulesetWriter#writeRestoreInput(io.svcrules.iptables.Ruleset,
   * OutputStream)} of what {@link IptablesCompiler#compile} makes. Does not close the stream.
   */
  public static void writeRestoreInput(
      ServiceTable services, IptablesConfig config, OutputStream out) throws IOException {
    BaseRules base = IptablesCompiler.base(services.family(), config);
    List<RenderedPorts> ports =
        Batches.map(services.ports(), BATCH, batch -> render(services, config, batch));
    RulesRenderer renderer = new RulesRenderer(base, ports, out);
    for (Table table : base.chains().keySet()) {
      renderer.write(table);
    }
  }

  private static RenderedPorts render(
      ServiceTable services, IptablesConfig config, List<ResolvedServicePort> batch) {
    FragmentCompiler compiler =
        new FragmentCompiler(services.family(), config, services.endpointCount());
    RenderedPorts rendered = new RenderedPorts();
    for (ResolvedServicePort port : batch) {
      rendered.add(compiler.compile(port));
    }
    return rendered;
  }

  private void write(Table table) throws IOException {
    List<String> names = table.builtInChains();
    List<Chain> builtIn = new ArrayList<>();
    List<Chain> shared = new ArrayList<>();
    for (ReasonedChain chain : base.chains().get(table)) {
      (names.contains(chain.chain().name()) ? builtIn : shared).add(chain.chain());
    }
    builtIn.sort(Comparator.comparingInt(chain -> names.indexOf(chain.name())));
    text.end().append('*').append(table.lowerCase()).append('\n');
    shared.forEach(chain -> ChainText.appendDeclaration(chain, text.end()));
    if (table == Table.NAT) {
      write(RenderedPorts::declarations);
    }
    builtIn.forEach(chain -> ChainText.appendInsertions(chain, text.end()));
    for (Chain chain : shared) {
      writeShared(table, chain);
    }
    if (table == Table.NAT) {
      write(RenderedPorts::rules);
    }
    text.end().append("COMMIT\n");
    text.writeTo(out);
  }

  private void writeShared(Table table, Chain chain) throws IOException {
    ChainText.appendRules(chain, text.end());
    write(part -> part.dispatch(table, chain.name()));
    for (DispatchRule last : base.last()) {
      if (last.table() == table && last.chain().equals(chain.name())) {
        ChainText.appendRule(last.chain(), last.rule(), text.end());
      }
    }
  }

  private void write(Function<RenderedPorts, TextPieces> which) throws IOException {
    text.writeTo(out);
    for (RenderedPorts part : ports) {
      which.apply(part).writeTo(out);
    }
  }
}
