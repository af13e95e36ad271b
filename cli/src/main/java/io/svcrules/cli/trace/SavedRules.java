// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.UsageException;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.iptables.text.ParsedText;
import io.svcrules.iptables.text.TextProblem;
import io.svcrules.model.IpFamily;
import java.nio.file.Path;

/**
 * A file that should hold what iptables-save prints.
 *
 * @param file its name, as people gave it
 * @param diagnostics where they are told what is wrong with it
 */
record SavedRules(Path file, Diagnostics diagnostics) {

  /**
   * The rules of the file. Lines that are not understood are left out and told; a file without any
   * line is what iptables-save prints on a machine without tables, so it has no rules, but is told.
   *
   * @throws UsageException if something else than tables is in the file
   */
  Ruleset read(IpFamily family, byte[] text) {
    ParsedText<Ruleset> parsed = IptablesTextParser.parseSaved(family, text);
    if (!parsed.value().tables().isEmpty()) {
      parsed.problems().forEach(this::tell);
    } else if (parsed.problems().isEmpty()) {
      diagnostics.warning(
          file
              + ": no table; iptables-save prints nothing on a machine without rules, and nothing"
              + " if it is not run as root");
    } else {
      throw new UsageException(notSaved(parsed.problems().get(0)));
    }
    return parsed.value();
  }

  private void tell(TextProblem problem) {
    diagnostics.warning(file + ": " + problem + "; the line is left out");
  }

  private String notSaved(TextProblem first) {
    return file
        + " is not what iptables-save prints: tables, each from a line like *nat to COMMIT; "
        + first;
  }
}
