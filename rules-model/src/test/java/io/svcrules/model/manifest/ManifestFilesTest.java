// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestFilesTest {
  private static final InputStream NOTHING = InputStream.nullInputStream();

  @TempDir Path directory;

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(directory.resolve("sub"));
    for (String name : List.of("b.yaml", "a.yml", "c.json", "d.txt", "sub/e.yaml")) {
      Files.writeString(directory.resolve(name), "# " + name);
    }
  }

  private List<String> names(ManifestFiles.Listing listing) {
    return listing.sources().stream()
        .map(source -> directory.relativize(Path.of(source.name())).toString())
        .toList();
  }

  @Test
  void ofADirectoryTheManifestsAreTakenByName() {
    List<String> arguments = List.of(directory.toString());
    assertEquals(
        List.of("a.yml", "b.yaml", "c.json"),
        names(ManifestFiles.find(arguments, Path.of(""), false, NOTHING)));
    assertEquals(
        List.of("a.yml", "b.yaml", "c.json", "sub/e.yaml"),
        names(ManifestFiles.find(arguments, Path.of(""), true, NOTHING)));
  }

  @Test
  void aFileThatIsNamedIsTakenWhateverItsName() throws IOException {
    ManifestFiles.Listing listing =
        ManifestFiles.find(
            List.of(directory.resolve("d.txt").toString()), Path.of(""), false, NOTHING);
    try (InputStream in = listing.sources().get(0).content().open()) {
      assertEquals("# d.txt", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void aDashIsTheStandardInputOnce() throws IOException {
    InputStream in = new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8));
    ManifestFiles.Listing listing = ManifestFiles.find(List.of("-", "-"), Path.of(""), false, in);
    assertEquals(1, listing.sources().size());
    assertEquals("<stdin>", listing.sources().get(0).name());
    assertEquals(in, listing.sources().get(0).content().open());
    assertEquals(
        List.of("-: the standard input can be read only once"),
        listing.problems().stream().map(Problem::toString).toList());
  }

  @Test
  void whatLeadsToNothingIsAProblem() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    String missing = directory.resolve("missing.yaml").toString();
    ManifestFiles.Listing listing =
        ManifestFiles.find(List.of(empty.toString(), missing, "a\0b"), Path.of(""), false, NOTHING);
    assertEquals(
        List.of(
            empty + ": no *.yaml, *.yml or *.json file in this directory", "a\0b: not a file name"),
        listing.problems().stream().map(Problem::toString).toList());
    assertEquals(
        List.of(missing + ": no such file or directory"),
        ManifestReader.read(listing.sources()).problems().stream().map(Problem::toString).toList());
  }
}
