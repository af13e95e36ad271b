// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import io.svcrules.ipvs.IpSetDefinition;
import io.svcrules.ipvs.IpSetEntry;

/** A change of ipsets. */
public sealed interface SetChange extends IpvsChange {

  /**
   * Creates a set without elements.
   *
   * @param definition how
   */
  record CreateSet(IpSetDefinition definition) implements SetChange {
    @Override
    public void applyTo(IpvsChangeReceiver receiver) {
      receiver.createSet(definition);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("ipset ");
      definition.appendTo(out);
    }
  }

  /**
   * Adds an element.
   *
   * @param set the name of the set
   * @param entry the element
   */
  record AddEntry(String set, IpSetEntry entry) implements SetChange {
    @Override
    public void applyTo(IpvsChangeReceiver receiver) {
      receiver.addEntry(set, entry);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("ipset add ").append(set).append(' ');
      entry.appendTo(out);
    }
  }

  /**
   * Deletes an element.
   *
   * @param set the name of the set
   * @param entry the element
   */
  record DeleteEntry(String set, IpSetEntry entry) implements SetChange {
    @Override
    public void applyTo(IpvsChangeReceiver receiver) {
      receiver.deleteEntry(set, entry);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("ipset del ").append(set).append(' ');
      entry.appendTo(out);
    }
  }

  /**
   * Exchanges the contents of two sets in one moment.
   *
   * @param one a set
   * @param other another of the same type and family
   */
  record SwapSets(String one, String other) implements SetChange {
    @Override
    public void applyTo(IpvsChangeReceiver receiver) {
      receiver.swapSets(one, other);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("ipset swap ").append(one).append(' ').append(other);
    }
  }

  /**
   * Destroys a set that no rule refers to.
   *
   * @param set its name
   */
  record DestroySet(String set) implements SetChange {
    @Override
    public void applyTo(IpvsChangeReceiver receiver) {
      receiver.destroySet(set);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("ipset destroy ").append(set);
    }
  }
}
