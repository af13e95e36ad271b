// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.cli.option.TraceClient;
import io.svcrules.iptables.trace.Condition;
import io.svcrules.iptables.trace.Device;
import io.svcrules.iptables.trace.Explanation;
import io.svcrules.iptables.trace.Outcome;
import io.svcrules.iptables.trace.Probe;
import io.svcrules.iptables.trace.Replies;
import io.svcrules.iptables.trace.Share;
import io.svcrules.iptables.trace.Visit;
import io.svcrules.model.IpAddress;
import io.svcrules.model.manifest.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes packets' ways for programs: the schema of docs/trace-json.md. */
final class TraceJson {
  private static final String API_VERSION = "svcrules.io/v1alpha1";

  /** Shares of many endpoints have thousands of digits below the line. */
  private static final int MAX_DIGITS = 100;

  private final JsonOutput json;

  private TraceJson(JsonOutput json) {
    this.json = json;
  }

  static void write(String source, TraceClient from, List<Followed> all, OutputStream out)
      throws IOException {
    try (JsonOutput json = JsonOutput.to(out)) {
      json.beginObject()
          .field("apiVersion", API_VERSION)
          .field("kind", "PacketTraces")
          .field("source", source)
          .beginArray("traces");
      for (Followed followed : all) {
        new TraceJson(json).write(from, followed);
      }
      json.endArray().endObject();
    }
  }

  private void write(TraceClient from, Followed followed) throws IOException {
    Probe probe = followed.trace().probe();
    json.beginObject()
        .field("family", probe.source().family().kubernetesName())
        .field("protocol", probe.protocol().name())
        .beginObject("from")
        .field("place", from.address().isPresent() ? "address" : from.kind().word());
    writeAddress(probe.source(), probe.sourcePort());
    if (!probe.in().equals(Device.NONE) && !probe.in().isUnknown()) {
      json.field("interface", probe.in().name());
    }
    json.endObject().beginObject("to");
    writeAddress(probe.destination(), probe.destinationPort());
    if (!followed.asked().service().isEmpty()) {
      json.field("service", followed.asked().service());
    }
    json.endObject().field("delivered", followed.trace().isDelivered());
    json.beginArray("assumptions");
    for (String assumption : followed.trace().assumptions()) {
      json.value(assumption);
    }
    json.endArray().beginArray("outcomes");
    for (Outcome outcome : followed.trace().outcomes()) {
      write(outcome, followed);
    }
    json.endArray().endObject();
  }

  private void writeAddress(IpAddress address, int port) throws IOException {
    json.field("address", address.toString()).field("port", port);
  }

  private void write(Outcome outcome, Followed followed) throws IOException {
    json.beginObject().field("fate", word(outcome.fate()));
    writeShare(outcome.share());
    json.beginObject("destination");
    writeAddress(outcome.destination(), outcome.port());
    json.endObject();
    if (outcome.source().isPresent()) {
      json.field("source", outcome.source().get().toString());
    }
    json.field("masqueraded", outcome.masqueraded()).field("hairpin", outcome.hairpin());
    if (outcome.replies() != Replies.NONE) {
      json.field("replies", word(outcome.replies()));
    }
    if (outcome.by().isPresent()) {
      json.field("by", outcome.by().get().place());
    }
    json.beginArray("conditions");
    for (Condition condition : outcome.conditions()) {
      json.beginObject()
          .field("rule", condition.visit().place())
          .field("matches", condition.holds())
          .endObject();
    }
    json.endArray().beginArray("path");
    List<Optional<Explanation>> reasons = followed.reasons().ofPath(outcome.path());
    for (int i = 0; i < reasons.size(); i++) {
      write(outcome.path().get(i), reasons.get(i));
    }
    json.endArray().endObject();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void writeShare(Share share) throws IOException {
    json.field("share", share.value());
    String exact = share.toString();
    if (exact.length() <= MAX_DIGITS) {
      json.field("exactShare", exact);
    }
  }

  private void write(Visit visit, Optional<Explanation> reason) throws IOException {
    json.beginObject().field("hook", visit.hook().name());
    if (visit.table().isPresent()) {
      json.field("table", visit.table().get().lowerCase());
    }
    json.field("chain", visit.chain());
    if (visit.position() > 0) {
      json.field("position", visit.position());
    }
    json.field("rule", visit.text());
    if (reason.isPresent()) {
      writeReason(reason.get());
    }
    json.endObject();
  }

  private void writeReason(Explanation reason) throws IOException {
    if (!reason.object().isEmpty()) {
      json.field("object", reason.object());
    }
    if (!reason.field().isEmpty()) {
      json.field("field", reason.field());
    }
    json.field("reason", reason.text());
  }
}
