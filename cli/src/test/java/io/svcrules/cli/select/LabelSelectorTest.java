// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorTest {
  private static final Map<String, String> LABELS =
      Map.of("app", "web", "example.com/tier", "front", "empty", "");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | true",
        "app=web | true",
        "app = web | true",
        "app==web | true",
        "app=api | false",
        "app!=web | false",
        "app!=api | true",
        "missing!=web | true",
        "missing=web | false",
        "app in (web) | true",
        "app in (api, web) | true",
        "app in (api) | false",
        "app notin (api) | true",
        "app notin (web,api) | false",
        "missing notin (web) | true",
        "missing in (web) | false",
        "app | true",
        "missing | false",
        "!missing | true",
        "! app | false",
        "empty= | true",
        "empty in (,x) | true",
        "app= | false",
        "example.com/tier=front,app | true",
        "example.com/tier=front,!app | false",
        "app,missing | false",
      })
  void selectsAsKubectlDoes(String selector, boolean selected) {
    assertEquals(selected, LabelSelector.parse(selector).matches(LABELS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "=web | character 1: expected the key of a label",
        "app, | character 5: expected the key of a label",
        "! | character 2: expected the key of a label",
        "app in web | character 8: expected values in parentheses",
        "app in (web | character 12: expected a comma or a closing parenthesis",
        "app is web | character 5: expected in, notin, =, ==, != or a comma",
        "app=web; | character 8: expected a comma or the end",
        "app>1 | character 4: expected a comma or the end",
        "app=a b | character 7: expected a comma or the end",
      })
  void saysWhereItGoesWrong(String selector, String words) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> LabelSelector.parse(selector));
    assertTrue(error.getMessage().endsWith(words), error.getMessage());
  }
}
