// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

/** One thing that a line of iptables-restore input says about a table. */
public sealed interface Change {

  /** The chain that is changed. */
  String chain();

  /** Hands the change over. */
  void sendTo(ChangeReceiver receiver);

  /** Appends the line as iptables-restore reads it, without the line break. */
  void appendTo(StringBuilder out);

  /**
   * Creates a chain; flushes it if it exists and is not built in.
   *
   * @param chain its name
   */
  record CreateOrFlush(String chain) implements Change {
    @Override
    public void sendTo(ChangeReceiver receiver) {
      receiver.createOrFlush(chain);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append(':').append(chain).append(" - [0:0]");
    }
  }

  /**
   * Sets the policy of a built-in chain, written as a chain line.
   *
   * @param chain its name
   * @param policy ACCEPT or DROP
   */
  record DeclarePolicy(String chain, ChainPolicy policy) implements Change {
    @Override
    public void sendTo(ChangeReceiver receiver) {
      receiver.declarePolicy(chain, policy);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append(':').append(chain).append(' ').append(policy.text()).append(" [0:0]");
    }
  }

  /**
   * Creates a chain that does not exist.
   *
   * @param chain its name
   */
  record Create(String chain) implements Change {
    @Override
    public void sendTo(ChangeReceiver receiver) {
      receiver.create(chain);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("-N ").append(chain);
    }
  }

  /**
   * Takes all rules out of a chain.
   *
   * @param chain its name
   */
  record Flush(String chain) implements Change {
    @Override
    public void sendTo(ChangeReceiver receiver) {
      receiver.flush(chain);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("-F ").append(chain);
    }
  }

  /**
   * Deletes an empty chain that nothing jumps to.
   *
   * @param chain its name
   */
  record Delete(String chain) implements Change {
    @Override
    public void sendTo(ChangeReceiver receiver) {
      receiver.delete(chain);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("-X ").append(chain);
    }
  }

  /**
   * Sets the policy of a built-in chain, written as a command.
   *
   * @param chain its name
   * @param policy ACCEPT or DROP
   */
  record SetPolicy(String chain, ChainPolicy policy) implements Change {
    @Override
    public void sendTo(ChangeReceiver receiver) {
      receiver.setPolicy(chain, policy);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("-P ").append(chain).append(' ').append(policy.text());
    }
  }

  /**
   * Adds a rule at the end of a chain.
   *
   * @param chain the name of the chain
   * @param rule the new rule
   */
  record Append(String chain, Rule rule) implements Change {
    @Override
    public void sendTo(ChangeReceiver receiver) {
      receiver.append(chain, rule);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("-A ").append(chain);
      rule.appendTo(out);
    }
  }

  /**
   * Adds a rule so that it gets a position.
   *
   * @param chain the name of the chain
   * @param position 1 for the first; at most one more than there are rules
   * @param rule the new rule
   */
  record Insert(String chain, int position, Rule rule) implements Change {
    @Override
    public void sendTo(ChangeReceiver receiver) {
      receiver.insert(chain, position, rule);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("-I ").append(chain);
      if (position != 1) {
        out.append(' ').append(position);
      }
      rule.appendTo(out);
    }
  }

  /**
   * Takes out the first rule that is equal.
   *
   * @param chain the name of the chain
   * @param rule the rule that goes
   */
  record DeleteRule(String chain, Rule rule) implements Change {
    @Override
    public void sendTo(ChangeReceiver receiver) {
      receiver.deleteRule(chain, rule);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("-D ").append(chain);
      rule.appendTo(out);
    }
  }

  /**
   * Takes out the rule at a position.
   *
   * @param chain the name of the chain
   * @param position 1 for the first
   */
  record DeleteRuleAt(String chain, int position) implements Change {
    @Override
    public void sendTo(ChangeReceiver receiver) {
      receiver.deleteRuleAt(chain, position);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("-D ").append(chain).append(' ').append(position);
    }
  }

  /**
   * Puts a rule in the place of the one at a position.
   *
   * @param chain the name of the chain
   * @param position 1 for the first
   * @param rule the new rule
   */
  record Replace(String chain, int position, Rule rule) implements Change {
    @Override
    public void sendTo(ChangeReceiver receiver) {
      receiver.replace(chain, position, rule);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("-R ").append(chain).append(' ').append(position);
      rule.appendTo(out);
    }
  }
}
