// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.Change;
import io.svcrules.iptables.ChangeReceiver;
import io.svcrules.iptables.RestoreException.Reason;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.kernel.nft.ChainNaming;
import io.svcrules.iptables.kernel.nft.UnsupportedRuleException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Changes of one table on top of what the kernel holds. Rules are looked at only in the chains that
 * change, and understood only where a change names one by what it says.
 */
final class TableEdit implements ChangeReceiver {
  private final HeldTable table;
  private final HeldRules held;
  private final List<EditedChain> before = new ArrayList<>();
  private final List<EditedChain> created = new ArrayList<>();
  private final Map<String, EditedChain> byName;
  private boolean counted;
  private IntList sizes;
  private EditedChain recent;
  private int place;

  TableEdit(HeldTable table, EntryDecoder decoder) {
    this.table = table;
    this.held = new HeldRules(table, decoder);
    this.byName = new HashMap<>(table.chains().size() * 2);
    for (HeldChain chain : table.chains()) {
      EditedChain edited = new EditedChain(chain.name(), chain);
      before.add(edited);
      byName.put(chain.name(), edited);
    }
  }

  /**
   * Makes changes.
   *
   * @param added how many bytes each adds to the table
   * @throws RefusedEditException if one names what is not there
   * @throws UnsupportedRuleException if one cannot be said here
   */
  void apply(List<Change> changes, IntList added) {
    sizes = added;
    for (place = 0; place < changes.size(); place++) {
      changes.get(place).sendTo(this);
    }
  }

  HeldTable table() {
    return table;
  }

  /** The chain that had a number in the table, which may be gone. */
  EditedChain held(int number) {
    return before.get(number);
  }

  /** The chains in the order of the table; new ones where iptables puts them, by their names. */
  List<EditedChain> chains() {
    created.removeIf(chain -> byName.get(chain.name) != chain);
    List<EditedChain> added = sorted(created);
    List<EditedChain> order = new ArrayList<>(before.size() + added.size());
    int next = 0;
    for (EditedChain chain : before) {
      while (!chain.isBuiltIn()
          && next < added.size()
          && added.get(next).name.compareTo(chain.name) < 0) {
        order.add(added.get(next++));
      }
      if (byName.get(chain.name) == chain) {
        order.add(chain);
      }
    }
    order.addAll(added.subList(next, added.size()));
    return order;
  }

  private static List<EditedChain> sorted(List<EditedChain> chains) {
    EditedChain[] sorted = chains.toArray(new EditedChain[0]);
    Arrays.parallelSort(sorted, new ByName());
    return Arrays.asList(sorted);
  }

  private RefusedEditException refused(Reason reason, String chain) {
    return new RefusedEditException(
        "chain " + chain + ": " + reason.text(), OptionalInt.of(place), null);
  }

  private EditedChain existing(String chain) {
    // Changes of one chain come one behind the other.
    EditedChain found = recent != null && recent.name.equals(chain) ? recent : byName.get(chain);
    if (found == null) {
      throw refused(Reason.CHAIN_MISSING, chain);
    }
    recent = found;
    return found;
  }

  /** The rules of a chain, to be changed. */
  private List<EditedRule> rules(EditedChain chain) {
    if (chain.rules == null) {
      chain.rules = held.rules(chain, this);
    }
    return chain.rules;
  }

  @Override
  public void createOrFlush(String chain) {
    EditedChain found = byName.get(chain);
    if (found == null) {
      add(chain);
    } else if (!found.isBuiltIn()) {
      flush(chain);
    }
  }

  @Override
  public void create(String chain) {
    if (byName.containsKey(chain)) {
      throw refused(Reason.CHAIN_EXISTS, chain);
    }
    add(chain);
  }

  private void add(String chain) {
    if (!ChainNaming.isValid(chain)) {
      throw new UnsupportedRuleException("a chain named \"" + chain + "\"");
    }
    EditedChain added = new EditedChain(chain, null);
    added.rules = new ArrayList<>(3);
    created.add(added);
    byName.put(chain, added);
  }

  @Override
  public void flush(String chain) {
    EditedChain found = existing(chain);
    if (counted) {
      rules(found).forEach(rule -> count(rule, -1));
    }
    found.rules = new ArrayList<>(3);
  }

  @Override
  public void delete(String chain) {
    EditedChain found = existing(chain);
    if (found.isBuiltIn()) {
      throw refused(Reason.CHAIN_BUILT_IN, chain);
    }
    if (found.size() > 0) {
      throw refused(Reason.CHAIN_NOT_EMPTY, chain);
    }
    countCallers();
    if (found.callers > 0) {
      throw refused(Reason.CHAIN_REFERENCED, chain);
    }
    byName.remove(chain);
    recent = null;
  }

  @Override
  public void declarePolicy(String chain, ChainPolicy policy) {
    setPolicy(chain, policy);
  }

  @Override
  public void setPolicy(String chain, ChainPolicy policy) {
    EditedChain found = byName.get(chain);
    if (found == null || !found.isBuiltIn()) {
      throw refused(Reason.CHAIN_NOT_BUILT_IN, chain);
    }
    found.policy = policy;
  }

  @Override
  public void append(String chain, Rule rule) {
    List<EditedRule> rules = rules(existing(chain));
    rules.add(added(rule));
  }

  @Override
  public void insert(String chain, int position, Rule rule) {
    List<EditedRule> rules = rules(existing(chain));
    EditedRule added = added(rule);
    checkPosition(chain, position, rules.size() + 1);
    rules.add(position - 1, added);
  }

  @Override
  public void deleteRule(String chain, Rule rule) {
    EditedChain found = existing(chain);
    List<EditedRule> rules = rules(found);
    int index = held.indexOf(rule, found);
    if (index < 0) {
      throw refused(Reason.RULE_MISSING, chain);
    }
    count(rules.remove(index), -1);
  }

  @Override
  public void deleteRuleAt(String chain, int position) {
    List<EditedRule> rules = rules(existing(chain));
    checkPosition(chain, position, rules.size());
    count(rules.remove(position - 1), -1);
  }

  @Override
  public void replace(String chain, int position, Rule rule) {
    List<EditedRule> rules = rules(existing(chain));
    EditedRule added = added(rule);
    checkPosition(chain, position, rules.size());
    count(rules.set(position - 1, added), -1);
  }

  private void checkPosition(String chain, int position, int last) {
    if (position < 1 || position > last) {
      throw refused(Reason.POSITION_OUT_OF_RANGE, chain);
    }
  }

  private EditedRule added(Rule rule) {
    String called = rule.target().calledChain().orElse(null);
    EditedChain calls = called == null ? null : byName.get(called);
    if (called != null && (calls == null || calls.isBuiltIn())) {
      throw refused(Reason.TARGET_MISSING, called);
    }
    EditedRule added = EditedRule.added(rule, sizes.get(place), calls);
    count(added, 1);
    return added;
  }

  private void count(EditedRule rule, int step) {
    if (counted && rule.calls != null) {
      rule.calls.callers += step;
    }
  }

  private void countCallers() {
    if (counted) {
      return;
    }
    counted = true;
    for (EditedChain chain : byName.values()) {
      if (chain.rules != null) {
        chain.rules.forEach(rule -> count(rule, 1));
      } else {
        for (int i = 0; i < chain.held.jumps(); i++) {
          int target = table.targets().get(chain.held.jump() + i);
          if (target != HeldTable.NEXT) {
            before.get(target).callers++;
          }
        }
      }
    }
  }
}
