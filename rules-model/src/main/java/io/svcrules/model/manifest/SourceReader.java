// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Reads one source, whichever of the two formats it is in. */
final class SourceReader {
  private final String name;
  private final FieldPlaces places;
  private final int pieceBytes;

  private SourceReader(String name, FieldPlaces places, int pieceBytes) {
    this.name = name;
    this.places = places;
    this.pieceBytes = pieceBytes;
  }

  /** All that stands in the source; what keeps it from being read is among the problems. */
  static Findings read(ManifestSource source, FieldPlaces places) {
    return read(source, places, CutList.PIECE_BYTES);
  }

  /**
   * All that stands in the source, in whatever pieces it is read.
   *
   * @param pieceBytes the least number of bytes of a piece
   */
  static Findings read(ManifestSource source, FieldPlaces places, int pieceBytes) {
    Findings findings = new Findings();
    try {
      new SourceReader(source.name(), places, pieceBytes).readText(load(source), findings);
    } catch (ManifestSyntaxException e) {
      findings
          .problems()
          .add(Problem.ofSyntax(source.name(), 0, e.line(), e.column(), e.getMessage()));
    } catch (IOException e) {
      findings.problems().add(Problem.ofFile(source.name(), reason(e)));
    }
    return findings;
  }

  /**
   * The text of a source.
   *
   * @throws IOException if it cannot be read, or is no text
   */
  static FileText load(ManifestSource source) throws IOException {
    try (InputStream in = source.content().open()) {
      return FileText.read(in);
    }
  }

  // What starts as JSON may go on as YAML after all. If it is neither, the start tells what it was
  // meant to be.
  private void readText(FileText text, Findings findings) throws IOException {
    if (readPieces(text, findings)) {
      return;
    }
    if (!text.looksLikeJson()) {
      readDocuments(YamlTokens.of(text), findings);
      return;
    }
    Findings asJson = new Findings();
    if (!readDocuments(JsonTokens.of(text), asJson)) {
      Findings asYaml = new Findings();
      if (readDocuments(YamlTokens.of(text), asYaml)) {
        findings.addAll(asYaml);
        return;
      }
    }
    findings.addAll(asJson);
  }

  /**
   * Reads a long list by several processors; whether this was possible. What was cut at the wrong
   * place, or has a mistake, must be read as a whole, which tells.
   */
  private boolean readPieces(FileText text, Findings findings) {
    Optional<CutList> list =
        text.looksLikeJson() ? JsonCutter.cut(text, pieceBytes) : YamlCutter.cut(text, pieceBytes);
    if (list.isEmpty()) {
      return false;
    }
    Findings piecewise = new Findings();
    try (Tokens tokens = ListTokens.of(list.get())) {
      new DocumentReader(name, tokens, piecewise, places).readAll();
    } catch (IOException e) {
      // Nothing of it has been told to anybody.
      return false;
    }
    findings.addAll(piecewise);
    return true;
  }

  /** Whether the end was reached without a syntax error. */
  private boolean readDocuments(Tokens tokens, Findings findings) throws IOException {
    DocumentReader reader = new DocumentReader(name, tokens, findings, places);
    try (tokens) {
      reader.readAll();
      return true;
    } catch (ManifestSyntaxException e) {
      findings
          .problems()
          .add(Problem.ofSyntax(name, reader.document(), e.line(), e.column(), e.getMessage()));
      return false;
    }
  }

  /** What people call it. */
  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    return e instanceof AccessDeniedException
        ? "permission denied"
        : "cannot be read: " + e.getMessage();
  }
}
