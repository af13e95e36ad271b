// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.model.NamespacedName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SyncLoopTest {
  private static final Duration TICK = Duration.ofMillis(1);

  private record Done(boolean isComplete) implements SyncOutcome {}

  private final VirtualTime time = new VirtualTime();
  private final long origin = time.getAsLong();
  private final List<String> rounds = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private boolean succeeds = true;
  private boolean breaks;
  private boolean deafAfterwards;
  private Duration takes = Duration.ZERO;

  private final SyncIntervals intervals =
      new SyncIntervals(
          Duration.ofSeconds(1),
          Duration.ofSeconds(7),
          Duration.ofSeconds(30),
          Duration.ofSeconds(100));

  private final Synchronizer<Done> synchronizer =
      new Synchronizer<>() {
        @Override
        public void add(ClusterChange change) {}

        @Override
        public Done sync() {
          return round("sync");
        }

        @Override
        public Done check() {
          return round("check");
        }

        @Override
        public Done verify() {
          return round("verify");
        }
      };

  private final SyncLoop<Done> loop =
      new SyncLoop<>(
          synchronizer,
          intervals,
          time,
          time,
          new SyncListener<>() {
            @Override
            public void finished(Done outcome) {
              told.add("finished " + outcome.isComplete());
            }

            @Override
            public void failed(Throwable reason) {
              told.add(reason.getMessage());
              if (deafAfterwards) {
                throw new IllegalStateException("the listener is broken, too");
              }
            }
          });

  private Done round(String name) {
    rounds.add(name + " at " + (time.getAsLong() - origin) / 1_000_000);
    // Whoever works is not disturbed by alarms of that time.
    time.pass(takes);
    if (breaks) {
      throw new IllegalStateException("broken");
    }
    return new Done(succeeds);
  }

  private void change() {
    loop.add(new ClusterChange.RemoveService(new NamespacedName("default", "web")));
  }

  @AfterEach
  void atMostOneAlarmIsOfUse() {
    assertTrue(time.waiting() < 10, "alarms pile up: " + time.waiting());
  }

  @Test
  void theFirstRoundIsDueAtOnce() {
    loop.begin();
    time.pass(TICK);
    assertEquals(List.of("sync at 0"), rounds);
  }

  @Test
  void aChangeAfterARestIsTakenAtOnce() {
    loop.begin();
    time.pass(Duration.ofSeconds(5));
    change();
    time.pass(TICK);
    assertEquals(List.of("sync at 0", "sync at 5000"), rounds);
  }

  @Test
  void changesThatFollowCloselyShareARound() {
    loop.begin();
    for (int i = 0; i < 10; i++) {
      time.pass(Duration.ofMillis(10));
      change();
    }
    time.pass(Duration.ofSeconds(5));
    assertEquals(List.of("sync at 0", "sync at 1000"), rounds);
  }

  @Test
  void changesDuringARoundAreTakenByTheNext() {
    takes = Duration.ofMillis(400);
    time.runAfter(Duration.ofMillis(100), this::change);
    time.runAfter(Duration.ofMillis(200), this::change);
    loop.begin();
    time.pass(Duration.ofSeconds(5));
    assertEquals(List.of("sync at 0", "sync at 1400"), rounds);
  }

  @Test
  void anIncompleteRoundIsTriedAgain() {
    succeeds = false;
    loop.begin();
    time.pass(Duration.ofMillis(7001));
    succeeds = true;
    time.pass(Duration.ofSeconds(15));
    assertEquals(List.of("sync at 0", "sync at 7000", "sync at 14000"), rounds);
    assertEquals(List.of("finished false", "finished false", "finished true"), told);
  }

  @Test
  void changesDoNotWaitForARetry() {
    succeeds = false;
    loop.begin();
    time.pass(Duration.ofSeconds(2));
    change();
    time.pass(Duration.ofSeconds(1));
    assertEquals(List.of("sync at 0", "sync at 2000"), rounds);
  }

  @Test
  void aRoundThatBreaksOffIsToldAndTriedAgain() {
    breaks = true;
    loop.begin();
    time.pass(TICK);
    breaks = false;
    time.pass(Duration.ofSeconds(8));
    assertEquals(List.of("sync at 0", "sync at 7000"), rounds);
    assertEquals(List.of("broken", "finished true"), told);
  }

  @Test
  void aListenerThatBreaksDoesNotEndTheLoop() {
    breaks = true;
    deafAfterwards = true;
    loop.begin();
    assertThrows(IllegalStateException.class, () -> time.pass(TICK));
    breaks = false;
    time.pass(Duration.ofSeconds(8));
    assertEquals(List.of("broken", "finished true"), told);
  }

  @Test
  void nowAndThenItLooksByItself() {
    loop.begin();
    time.pass(Duration.ofSeconds(165));
    assertEquals(
        List.of(
            "sync at 0",
            "check at 30000",
            "check at 60000",
            "check at 90000",
            "verify at 100000",
            "check at 130000",
            "check at 160000"),
        rounds);
  }

  @Test
  void aLookTakesTheChangesAlong() {
    loop.begin();
    time.pass(Duration.ofMillis(29_500));
    change();
    change();
    time.pass(Duration.ofMillis(400));
    assertEquals(List.of("sync at 0", "sync at 29500"), rounds);
    change();
    time.pass(Duration.ofSeconds(3));
    assertEquals(List.of("sync at 0", "sync at 29500", "check at 30000"), rounds);
  }

  @Test
  void aClosedLoopRests() {
    loop.begin();
    time.pass(TICK);
    loop.close();
    change();
    time.pass(Duration.ofSeconds(500));
    assertEquals(List.of("sync at 0"), rounds);
  }

  @Test
  void intervalsThatWouldLetItSpinAreRefused() {
    Duration second = Duration.ofSeconds(1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new SyncIntervals(Duration.ofSeconds(-1), second, second, second));
    assertThrows(
        IllegalArgumentException.class,
        () -> new SyncIntervals(second, second, Duration.ZERO, second));
  }
}
