// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

/** The fake does what a kernel does. */
class FakeIpvsTableTest extends IpvsTableContract {
  private final FakeIpvsTable kernel = new FakeIpvsTable();

  @Override
  IpvsTable kernel() {
    return kernel;
  }
}
