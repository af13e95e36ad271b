// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonToken;
import io.svcrules.model.KubeProxyConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads the KubeProxyConfiguration of a file, as {@code kube-proxy --config} takes it. Documents of
 * other kinds, which kubeadm keeps in the same file, are passed over.
 */
public final class KubeProxyConfigReader {
  private static final String KIND = "KubeProxyConfiguration";
  private static final String VERSION = "kubeproxy.config.k8s.io/v1alpha1";

  private final String source;
  private final List<Problem> problems = new ArrayList<>();
  private Optional<KubeProxyConfig> config = Optional.empty();
  private int document;

  private KubeProxyConfigReader(String source) {
    this.source = source;
  }

  /** Reads the source; never throws because of what stands in it. */
  public static KubeProxyConfigReading read(ManifestSource source) {
    KubeProxyConfigReader reader = new KubeProxyConfigReader(source.name());
    try {
      reader.readAll(SourceReader.load(source));
    } catch (ManifestSyntaxException e) {
      reader.problems.add(
          Problem.ofSyntax(source.name(), reader.document, e.line(), e.column(), e.getMessage()));
    } catch (IOException e) {
      reader.problems.add(Problem.ofFile(source.name(), SourceReader.reason(e)));
    }
    return reader.reading();
  }

  private void readAll(FileText text) throws IOException {
    try (Tokens tokens = text.looksLikeJson() ? JsonTokens.of(text) : YamlTokens.of(text)) {
      ValueReader values = new ValueReader(tokens);
      for (JsonToken first = tokens.next(); first != null; first = tokens.next()) {
        document++;
        values.startDocument();
        readDocument(values.read(first, Relevance.ALL));
      }
    }
    if (problems.isEmpty() && config.isEmpty()) {
      problems.add(Problem.ofFile(source, "no document of kind " + KIND));
    }
  }

  private void readDocument(ManifestValue value) {
    if (value instanceof MappingValue mapping) {
      ObjectProblems found = new ObjectProblems(problems, source, document, KIND);
      Fields fields = new Fields(mapping, FieldPath.ROOT, found);
      String kind = fields.text("kind").map(TextField::text).orElse("");
      if (kind.equals(KIND)) {
        bind(fields);
      }
    }
  }

  private void bind(Fields fields) {
    fields
        .requiredText("apiVersion", '"' + VERSION + '"')
        .filter(text -> !text.text().equals(VERSION))
        .ifPresent(text -> fields.reject(text, '"' + VERSION + '"'));
    if (config.isPresent()) {
      fields
          .problems()
          .reject(fields.mapping(), FieldPath.ROOT, "a second " + KIND, "one in a file");
    }
    KubeProxyConfig bound = KubeProxyConfigBinder.bind(fields);
    config = config.or(() -> Optional.of(bound));
  }

  private KubeProxyConfigReading reading() {
    problems.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    boolean usable = problems.stream().allMatch(p -> p.severity() == Severity.WARNING);
    return new KubeProxyConfigReading(config.filter(bound -> usable), problems);
  }
}
