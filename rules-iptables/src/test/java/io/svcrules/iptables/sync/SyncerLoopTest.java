// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.kernel.FakePacketFilter;
import io.svcrules.iptables.plan.IptablesPlanner;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.sync.Scheduler;
import io.svcrules.model.sync.SyncIntervals;
import io.svcrules.model.sync.SyncListener;
import io.svcrules.model.sync.SyncLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A syncer at work among threads. */
final class SyncerLoopTest {
  private static final int SERVICES = 40;

  private final FakePacketFilter filter = new FakePacketFilter(IpFamily.IPV4);
  private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
  private final Queue<SyncReport> reports = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  private final SyncLoop<SyncReport> loop =
      new SyncLoop<>(
          new Syncer(
              List.of(filter),
              Objects.NODE,
              SyncSettings.of(ResolveOptions.DEFAULT, IptablesConfig.DEFAULT)),
          new SyncIntervals(
              Duration.ofMillis(5),
              Duration.ofMillis(20),
              Duration.ofMillis(7),
              Duration.ofHours(1)),
          System::nanoTime,
          Scheduler.of(executor),
          new SyncListener<>() {
            @Override
            public void finished(SyncReport outcome) {
              reports.add(outcome);
            }

            @Override
            public void failed(Throwable reason) {
              failures.add(reason);
            }
          });

  @AfterEach
  void stop() {
    loop.close();
    executor.shutdownNow();
  }

  @Test
  @Timeout(60)
  void changesOfManyThreadsAllArrive() throws InterruptedException {
    Manifests last = Objects.cluster(SERVICES, 3);
    loop.begin();
    loop.add(Objects.replace(Objects.cluster(SERVICES, 1)));
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int first = t;
      Thread thread =
          new Thread(
              () -> {
                for (int round = 0; round < 50; round++) {
                  for (int i = first; i < SERVICES; i += 4) {
                    loop.add(Objects.set(Objects.slice(IpFamily.IPV4, i, 1 + (round + 1) % 3)));
                  }
                }
                for (int i = first; i < SERVICES; i += 4) {
                  loop.add(Objects.set(Objects.slice(IpFamily.IPV4, i, 3)));
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    awaitNothingToDo();
    assertEquals(List.of(), List.copyOf(failures));
    assertTrue(reports.stream().allMatch(SyncReport::isComplete));
    assertTrue(
        IptablesPlanner.plan(filter.ruleset(), Objects.compiled(last, IpFamily.IPV4)).isEmpty());
  }

  /** Two checks in a row that find nothing: the first may have begun before the last change. */
  private void awaitNothingToDo() throws InterruptedException {
    for (int idle = 0; idle < 2; ) {
      reports.clear();
      while (reports.isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      boolean nothing =
          reports.stream().allMatch(one -> one.families().get(0).scope() == SyncScope.NOTHING);
      idle = nothing ? idle + 1 : 0;
    }
  }
}
