// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.kernel.legacy.ForeignEntries;
import io.svcrules.iptables.kernel.legacy.IncompatibleLayoutException;
import io.svcrules.iptables.text.IptablesTextException;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.model.IpFamily;
import java.util.List;

/**
 * Rules of others in the words of iptables, which is asked for a table at a time: {@code
 * iptables-legacy-save -t TABLE}.
 *
 * @param family the family of the rules
 * @param runner runs iptables
 */
record LegacyListedRules(IpFamily family, CommandRunner runner) implements ForeignEntries {

  @Override
  public TableRules spell(Table table) {
    String command = IptablesVariant.LEGACY.saveCommand(family);
    CommandOutcome saved =
        runner.run(List.of(command, "-t", table.lowerCase()), CommandRunner.Input.NONE);
    if (!saved.isSuccess()) {
      throw new IncompatibleLayoutException(saved.errors().strip());
    }
    try {
      return IptablesTextParser.parseSaved(family, saved.output()).orThrow().table(table);
    } catch (IptablesTextException e) {
      throw new IncompatibleLayoutException(
          command + " prints what cannot be understood: " + e.getMessage());
    }
  }
}
