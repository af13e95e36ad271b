// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds manifests in the file system, and opens them. In directories, files whose names end in
 * {@code .yaml}, {@code .yml} or {@code .json} are manifests.
 */
public final class ManifestFiles {
  /** The name that stands for the standard input. */
  public static final String STANDARD_INPUT = "-";

  private final Path base;
  private final boolean recursive;
  private final InputStream standardInput;
  private final List<ManifestSource> sources = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private boolean standardInputTaken;

  private ManifestFiles(Path base, boolean recursive, InputStream standardInput) {
    this.base = base;
    this.recursive = recursive;
    this.standardInput = standardInput;
  }

  /**
   * What was found.
   *
   * @param sources the files, in the order of the arguments; those of a directory sorted by name
   * @param problems arguments that lead to no file
   */
  public record Listing(List<ManifestSource> sources, List<Problem> problems) {

    /** Copies the lists. */
    public Listing {
      sources = List.copyOf(sources);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Finds the files that arguments name.
   *
   * @param arguments files, directories, or {@code -}
   * @param base what relative names are relative to; problems name files as the arguments do
   * @param recursive whether directories within directories count
   * @param standardInput what {@code -} stands for
   */
  public static Listing find(
      List<String> arguments, Path base, boolean recursive, InputStream standardInput) {
    ManifestFiles files = new ManifestFiles(base, recursive, standardInput);
    arguments.forEach(files::add);
    return new Listing(files.sources, files.problems);
  }

  private void add(String argument) {
    if (argument.equals(STANDARD_INPUT)) {
      addStandardInput();
      return;
    }
    try {
      Path named = Path.of(argument);
      if (Files.isDirectory(base.resolve(named))) {
        addDirectory(named);
      } else {
        addFile(named);
      }
    } catch (InvalidPathException e) {
      problems.add(Problem.ofFile(argument, "not a file name"));
    }
  }

  private void addStandardInput() {
    if (standardInputTaken) {
      problems.add(Problem.ofFile(STANDARD_INPUT, "the standard input can be read only once"));
      return;
    }
    standardInputTaken = true;
    sources.add(new ManifestSource("<stdin>", () -> standardInput));
  }

  // A missing file is found out when it is opened: looking before would say nothing for sure.
  private void addFile(Path named) {
    Path file = base.resolve(named);
    sources.add(new ManifestSource(named.toString(), () -> Files.newInputStream(file)));
  }

  private void addDirectory(Path named) {
    String name = named.toString();
    Path directory = base.resolve(named);
    int depth = recursive ? Integer.MAX_VALUE : 1;
    try (Stream<Path> all = Files.walk(directory, depth)) {
      List<Path> files = all.filter(ManifestFiles::isManifest).sorted().toList();
      if (files.isEmpty()) {
        problems.add(Problem.ofFile(name, "no *.yaml, *.yml or *.json file in this directory"));
      }
      files.forEach(file -> addFile(named.resolve(directory.relativize(file))));
    } catch (IOException e) {
      problems.add(Problem.ofFile(name, SourceReader.reason(e)));
    } catch (UncheckedIOException e) {
      problems.add(Problem.ofFile(name, SourceReader.reason(e.getCause())));
    }
  }

  private static boolean isManifest(Path path) {
    String name = path.toString();
    boolean named = name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    return named && Files.isRegularFile(path);
  }
}
