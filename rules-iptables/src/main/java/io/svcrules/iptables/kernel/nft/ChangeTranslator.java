// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.Change;
import io.svcrules.iptables.ChangeReceiver;
import io.svcrules.iptables.RestoreException.Reason;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableChanges;
import io.svcrules.netlink.nftables.NftChain;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lines of iptables-restore for one table to commands of nf_tables. Where a line names a rule by
 * what it says or by its position, the handle is looked up: in the index, or in the kernel.
 */
final class ChangeTranslator implements ChangeReceiver {
  private final NftTables tables;
  private final ChainIndex index;
  private final TranslatedChanges out;
  private final TableChanges changes;
  private final Table table;
  private final int number;
  private final Set<String> positional = new HashSet<>();
  private ChangePlace place;

  /**
   * A translator.
   *
   * @param number the place of the table among those of the transaction
   * @param out takes the commands
   */
  ChangeTranslator(
      NftTables tables, ChainIndex index, TableChanges changes, int number, TranslatedChanges out) {
    this.tables = tables;
    this.index = index;
    this.changes = changes;
    this.table = changes.table();
    this.number = number;
    this.out = out;
    this.place = new ChangePlace(number, 0);
  }

  /**
   * Translates all.
   *
   * @throws RefusedChangeException if a change names what is not there
   * @throws UnsupportedRuleException if a change cannot be said here
   * @throws IncompatibleTableException if the table is none of iptables
   */
  void translate() {
    List<Change> all = changes.changes();
    all.forEach(this::noteIfPositional);
    for (int i = 0; i < all.size(); i++) {
      place = new ChangePlace(number, i);
      all.get(i).sendTo(this);
    }
  }

  /** Makes a built-in chain that is missing, as iptables does when it gets its first rule. */
  private void require(String chain) {
    if (!isBuiltIn(chain) || index.hasBuiltIn(table, chain)) {
      return;
    }
    Optional<NftChain> found = tables.chain(table, chain);
    if (found.isPresent()) {
      BaseChains.check(table, found.get());
    } else {
      out.addCertain(place, new CreateBaseChain(table, chain));
    }
    index.addBuiltIn(table, chain);
  }

  /** Before the first change of a chain, as later ones may need what it held then. */
  private void noteIfPositional(Change change) {
    if (change instanceof Change.DeleteRule
        || change instanceof Change.DeleteRuleAt
        || change instanceof Change.Replace
        || (change instanceof Change.Insert insert && insert.position() != 1)) {
      positional.add(change.chain());
    }
  }

  /** The rules of a chain, if they are known or need to be. */
  private Optional<LiveChain> known(String chain) {
    Optional<LiveChain> found = index.chain(table, chain);
    if (found.isEmpty() && positional.contains(chain)) {
      found = Optional.of(index.put(table, chain, new LiveChain(tables.rules(table, chain))));
    }
    if (found.isPresent()) {
      out.changes(table, chain);
    }
    return found;
  }

  private LiveChain needed(String chain) {
    return known(chain).orElseThrow();
  }

  private boolean isBuiltIn(String chain) {
    return table.builtInChains().contains(chain);
  }

  private RefusedChangeException refused(Reason reason) {
    return new RefusedChangeException(reason.text(), Optional.of(place), null);
  }

  @Override
  public void createOrFlush(String chain) {
    if (!isBuiltIn(chain)) {
      out.add(place, new CreateChain(table, chain));
      flush(chain);
    }
  }

  @Override
  public void create(String chain) {
    if (tables.chain(table, chain).isPresent()) {
      throw refused(Reason.CHAIN_EXISTS);
    }
    out.addCertain(place, new CreateChain(table, chain));
  }

  @Override
  public void flush(String chain) {
    known(chain).ifPresent(LiveChain::clear);
    out.add(place, new FlushChain(table, chain));
  }

  @Override
  public void delete(String chain) {
    if (isBuiltIn(chain)) {
      // The kernel would do it.
      throw refused(Reason.CHAIN_BUILT_IN);
    }
    index.remove(table, chain);
    out.addCertain(place, new DeleteChain(table, chain));
  }

  @Override
  public void declarePolicy(String chain, ChainPolicy policy) {
    setPolicy(chain, policy);
  }

  @Override
  public void setPolicy(String chain, ChainPolicy policy) {
    throw new UnsupportedRuleException("a policy of chain " + chain);
  }

  @Override
  public void append(String chain, Rule rule) {
    require(chain);
    Optional<LiveRule> added = known(chain).map(known -> known.append(rule));
    out.addRule(place, new AppendRule(table, chain, rule), added);
  }

  @Override
  public void insert(String chain, int position, Rule rule) {
    require(chain);
    if (position == 1) {
      Optional<LiveRule> added = known(chain).map(known -> known.prepend(rule));
      out.addRule(place, new PrependRule(table, chain, rule), added);
      return;
    }
    LiveChain known = needed(chain);
    if (position == known.size() + 1) {
      append(chain, rule);
      return;
    }
    insertBefore(chain, known, at(known, position), rule);
  }

  private void insertBefore(String chain, LiveChain known, LiveRule next, Rule rule) {
    NftChange command = TranslatedChanges.insertion(table, chain, rule, next);
    out.addRule(place, command, Optional.of(known.insertBefore(next, rule)));
  }

  private LiveRule at(LiveChain known, int position) {
    if (position < 1 || position > known.size()) {
      throw refused(Reason.POSITION_OUT_OF_RANGE);
    }
    return known.at(position);
  }

  @Override
  public void deleteRule(String chain, Rule rule) {
    LiveChain known = needed(chain);
    LiveRule gone = known.first(rule).orElseThrow(() -> refused(Reason.RULE_MISSING));
    delete(chain, known, gone);
  }

  @Override
  public void deleteRuleAt(String chain, int position) {
    LiveChain known = needed(chain);
    delete(chain, known, at(known, position));
  }

  private void delete(String chain, LiveChain known, LiveRule gone) {
    if (gone.isPending()) {
      throw new UnsupportedRuleException("a rule that is made and deleted at once: " + gone.rule);
    }
    known.remove(gone);
    out.addCertain(place, new DeleteRule(table, chain, gone.handle));
  }

  @Override
  public void replace(String chain, int position, Rule rule) {
    LiveChain known = needed(chain);
    LiveRule old = at(known, position);
    insertBefore(chain, known, old, rule);
    delete(chain, known, old);
  }
}
