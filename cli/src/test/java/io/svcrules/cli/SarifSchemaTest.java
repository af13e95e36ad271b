// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.svcrules.cli.env.ExitStatus;
import io.svcrules.testdata.Scenario;
import io.svcrules.testdata.TestData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What lint prints as SARIF is valid by the schema that OASIS publishes. */
final class SarifSchemaTest {
  private static final Path SCHEMA =
      TestData.root().resolve("schemas/sarif/sarif-schema-2.1.0.json");

  private static JsonSchema schema;

  @BeforeAll
  static void readSchema() throws IOException {
    try (InputStream in = Files.newInputStream(SCHEMA)) {
      schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(in);
    }
  }

  static List<Scenario> runs() {
    return Scenario.ofCommands().stream()
        .filter(one -> one.args().contains("lint") && one.exit() != ExitStatus.USAGE)
        .toList();
  }

  /** The arguments without any for the form of the output. */
  private static InProcess run(Scenario scenario) {
    List<String> args = new ArrayList<>(scenario.args());
    int output = args.indexOf("-o");
    if (output >= 0) {
      args.subList(output, output + 2).clear();
    }
    args.addAll(List.of("-o", "sarif"));
    return InProcess.run(scenario.folder(), args);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void everyRunIsValid(Scenario scenario) {
    InProcess run = run(scenario);
    assertFalse(run.stdout().isEmpty(), run.stderr());
    assertEquals(Set.of(), schema.validate(run.stdout(), InputFormat.JSON));
  }

  @Test
  void thereAreRuns() {
    assertTrue(runs().size() >= 4);
  }

  @Test
  void theSchemaRefusesWhatIsNoSarif() {
    String log = run(runs().get(0)).stdout();
    for (String broken :
        List.of(
            log.replace("\"version\"", "\"versions\""),
            log.replace("\"driver\"", "\"drivers\""),
            log.replace("\"message\"", "\"remark\""),
            log.replace("\"level\": \"", "\"level\": \"very "))) {
      assertFalse(schema.validate(broken, InputFormat.JSON).isEmpty(), broken);
    }
  }
}
