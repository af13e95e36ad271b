// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.Change;
import io.svcrules.iptables.RestoreInput;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableChanges;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes changes of iptables-restore input. */
final class InputReceiver implements TextReceiver {
  private final List<TableChanges> tables = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final Set<String> declared = new HashSet<>();
  private Table table;

  @Override
  public void startTable(Table started) {
    endTable();
    table = started;
  }

  private void endTable() {
    if (table != null) {
      tables.add(new TableChanges(table, changes));
      changes.clear();
      declared.clear();
    }
  }

  @Override
  public void chainLine(String chain, ChainPolicy policy) {
    declared.add(chain);
    changes.add(
        policy == ChainPolicy.NONE
            ? new Change.CreateOrFlush(chain)
            : new Change.DeclarePolicy(chain, policy));
  }

  @Override
  public boolean isDeclared(String chain) {
    return declared.contains(chain);
  }

  @Override
  public void command(RuleLine line, Rule rule) throws LineProblem {
    changes.add(change(line, rule));
  }

  private Change change(RuleLine line, Rule rule) throws LineProblem {
    String chain = line.chain();
    int position = line.position();
    return switch (line.command()) {
      case APPEND -> new Change.Append(chain, rule);
      case INSERT -> new Change.Insert(chain, position == 0 ? 1 : position, rule);
      case DELETE -> deletion(line, rule);
      case REPLACE -> {
        if (position == 0) {
          throw new LineProblem(1, "behind -R " + chain + " the number of the rule is missing");
        }
        yield new Change.Replace(chain, position, rule);
      }
      case CREATE -> {
        declared.add(chain);
        yield new Change.Create(chain);
      }
      case FLUSH -> new Change.Flush(chain);
      case DELETE_CHAIN -> new Change.Delete(chain);
      case SET_POLICY -> new Change.SetPolicy(chain, TextReader.builtInPolicy(line.argument()));
    };
  }

  private static Change deletion(RuleLine line, Rule rule) throws LineProblem {
    if (line.position() == 0) {
      return new Change.DeleteRule(line.chain(), rule);
    }
    if (line.hasRule()) {
      throw new LineProblem(1, "-D takes either the number of a rule or the rule, not both");
    }
    return new Change.DeleteRuleAt(line.chain(), line.position());
  }

  /** The changes. */
  RestoreInput input(IpFamily family) {
    endTable();
    table = null;
    return new RestoreInput(family, tables);
  }
}
