// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelReleaseTest {

  @ParameterizedTest
  @CsvSource({
    "4.19.0-26-amd64, true",
    "5.4.0-150-generic, true",
    "5.8.18, true",
    "5.9.0, false",
    "5.10.0-28-cloud-amd64, false",
    "6.1.0, false",
    "'6.8.0-rc1\n', false",
    "mainline, false"
  })
  void numbersDecideAndNotText(String release, boolean before) {
    assertEquals(before, KernelRelease.parse(release).isBefore(5, 9));
  }
}
