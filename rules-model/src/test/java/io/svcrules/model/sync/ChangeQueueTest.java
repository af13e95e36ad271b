// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.model.AddressType;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Node;
import io.svcrules.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChangeQueueTest {
  private static final NamespacedName WEB = new NamespacedName("default", "web");
  private static final ClusterChange SET =
      new ClusterChange.SetService(Service.builder("default", "web").build());
  private static final ClusterChange REMOVE = new ClusterChange.RemoveService(WEB);
  private static final ClusterChange SLICE =
      new ClusterChange.SetSlice(
          new EndpointSlice(WEB, Map.of(), AddressType.IPV4, List.of(), List.of()));
  private static final ClusterChange REMOVE_SLICE = new ClusterChange.RemoveSlice(WEB);
  private static final ClusterChange NODE = new ClusterChange.SetNode(Node.named("node-1"));
  private static final ClusterChange REPLACE =
      new ClusterChange.Replace(new Manifests(List.of(), List.of(), List.of()));

  private final ChangeQueue queue = new ChangeQueue();

  private List<ClusterChange> drained(ClusterChange... changes) {
    List.of(changes).forEach(queue::add);
    return queue.drain();
  }

  @Test
  void changesComeOutOnceInTheirOrder() {
    assertEquals(List.of(SLICE, SET, NODE), drained(SLICE, SET, NODE));
    assertEquals(List.of(), queue.drain());
  }

  @Test
  void ofOneObjectTheLastChangeCounts() {
    assertEquals(List.of(REMOVE_SLICE, REMOVE), drained(SET, SLICE, REMOVE_SLICE, SET, REMOVE));
  }

  @Test
  void aServiceAndASliceOfOneNameAreTwo() {
    assertEquals(List.of(SET, REMOVE_SLICE), drained(SET, REMOVE_SLICE));
  }

  @Test
  void allObjectsMakeWhatCameBeforeVoid() {
    assertEquals(List.of(NODE, REPLACE, SET), drained(SET, REPLACE, SLICE, NODE, REPLACE, SET));
  }

  @Test
  void moreNeverWaitThanThereAreObjects() {
    for (int i = 0; i < 10_000; i++) {
      queue.add(SET);
      queue.add(SLICE);
    }
    assertEquals(2, queue.drain().size());
  }

  @Test
  void noChangeOfAnyThreadIsLost() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      String namespace = "ns-" + t;
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 1000; i++) {
                  queue.add(
                      new ClusterChange.RemoveService(new NamespacedName(namespace, "s" + i)));
                }
              });
      threads.add(thread);
      thread.start();
    }
    List<ClusterChange> all = new ArrayList<>();
    while (threads.stream().anyMatch(Thread::isAlive)) {
      all.addAll(queue.drain());
    }
    for (Thread thread : threads) {
      thread.join();
    }
    all.addAll(queue.drain());
    assertEquals(4000, all.stream().distinct().count());
    assertEquals(4000, all.size());
    assertTrue(queue.isEmpty());
  }
}
