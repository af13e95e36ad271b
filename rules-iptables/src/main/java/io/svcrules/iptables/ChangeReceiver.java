// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

/** Takes the changes of one table, one method for each kind of {@link Change}. */
public interface ChangeReceiver {

  /** {@code :CHAIN - [0:0]}: creates a chain; flushes it if it exists and is not built in. */
  void createOrFlush(String chain);

  /** {@code :CHAIN POLICY [0:0]}: sets the policy of a built-in chain. */
  void declarePolicy(String chain, ChainPolicy policy);

  /** {@code -N CHAIN}: creates a chain that does not exist. */
  void create(String chain);

  /** {@code -F CHAIN}: takes all rules out of a chain. */
  void flush(String chain);

  /** {@code -X CHAIN}: deletes an empty chain that nothing jumps to. */
  void delete(String chain);

  /** {@code -P CHAIN POLICY}: sets the policy of a built-in chain. */
  void setPolicy(String chain, ChainPolicy policy);

  /** {@code -A CHAIN RULE}: adds a rule at the end. */
  void append(String chain, Rule rule);

  /** {@code -I CHAIN POSITION RULE}: adds a rule so that it gets the position, 1 for the first. */
  void insert(String chain, int position, Rule rule);

  /** {@code -D CHAIN RULE}: takes out the first rule that is equal. */
  void deleteRule(String chain, Rule rule);

  /** {@code -D CHAIN POSITION}: takes out the rule at a position, 1 for the first. */
  void deleteRuleAt(String chain, int position);

  /** {@code -R CHAIN POSITION RULE}: puts a rule in the place of the one at a position. */
  void replace(String chain, int position, Rule rule);
}
