// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.bench;

import java.util.Locale;
import java.util.Map;

/** A row of the table. */
enum BenchRow {
  SERVERS("virtual and real servers, first apply, ms", "servers", Unit.MILLIS),
  SERVERS_IPVSADM("the same by ipvsadm -R, ms", "servers-ipvsadm", Unit.MILLIS),
  SERVERS_RATIO("ipvsadm to svcrules", "servers-ipvsadm/servers", Unit.RATIO),
  AGAIN(
      "the same in another namespace, by a JVM that has done it, ms", "servers-again", Unit.MILLIS),
  AGAIN_RATIO("ipvsadm to that", "servers-ipvsadm/servers-again", Unit.RATIO),
  FIRST("everything, first apply, proof included, ms", "first", Unit.MILLIS),
  FIRST_COMPILE("… resolving and compiling", "first-compile", Unit.MILLIS),
  FIRST_PLANNING("… planning, twice", "first-planning", Unit.MILLIS),
  FIRST_SERVERS("… virtual and real servers", "first-servers", Unit.MILLIS),
  FIRST_ADDRESSES("… addresses", "first-addresses", Unit.MILLIS),
  FIRST_SETS("… sets", "first-sets", Unit.MILLIS),
  FIRST_RULES("… rules, settings, the device", "first-rules_and_settings", Unit.MILLIS),
  FIRST_READING("… reading, before and after", "first-reading", Unit.MILLIS),
  NO_OP("apply that changes nothing, ms", "no-op", Unit.MILLIS),
  DUMP("dump of virtual and real servers, ms", "dump", Unit.MILLIS),
  DUMP_IPVSADM("the same by ipvsadm -Sn, ms", "dump-ipvsadm", Unit.MILLIS),
  READ("dump of everything, ms", "read", Unit.MILLIS),
  ADD("one real server added by the syncer, µs", "add", Unit.MICROS),
  OWN_ADD("… its own work, without the kernel, µs", "own-add", Unit.MICROS),
  BARE_ADD("the same message alone, µs", "bare-add", Unit.MICROS),
  ADD_RATIO("syncer to message", "add/bare-add", Unit.RATIO),
  REMOVE("one real server removed by the syncer, µs", "remove", Unit.MICROS),
  BARE_LOOK("its look at connections alone, µs", "bare-look", Unit.MICROS),
  REMOVE_AT_ONCE("the same without draining, µs", "remove-at-once", Unit.MICROS),
  OWN_REMOVE("… its own work, without the kernel, µs", "own-remove", Unit.MICROS),
  BARE_REMOVE("the message alone, µs", "bare-remove", Unit.MICROS),
  REMOVE_RATIO("syncer without draining to message", "remove-at-once/bare-remove", Unit.RATIO);

  private final String text;
  private final String key;
  private final Unit unit;

  /** How a figure is shown. */
  private enum Unit {
    MILLIS(1e6),
    MICROS(1e3),
    RATIO(1);

    private final double nanos;

    Unit(double nanos) {
      this.nanos = nanos;
    }
  }

  BenchRow(String text, String key, Unit unit) {
    this.text = text;
    this.key = key;
    this.unit = unit;
  }

  String text() {
    return text;
  }

  /** The figure of the row; with {@code >} if it is of a program that was ended before its end. */
  String cell(Map<String, Double> figures) {
    String[] keys = key.split("/", 2);
    double first = figures.get(keys[0]);
    double value = first / (keys.length == 1 ? unit.nanos : figures.get(keys[1]));
    String text = String.format(Locale.ROOT, value < 10 ? "%,.1f" : "%,.0f", value);
    return first < BenchNode.MOST_NANOS ? text : "> " + text;
  }
}
