// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

/** Is told how far a long change of rules is; possibly on another thread than asked for it. */
@FunctionalInterface
public interface StepProgress {
  /** Nobody is told. */
  StepProgress NONE = (done, all) -> {};

  /**
   * Some steps are done.
   *
   * @param done how many, as far as that can be seen: those the kernel has been given and has had
   *     time for
   * @param all how many there are
   */
  void done(int done, int all);
}
