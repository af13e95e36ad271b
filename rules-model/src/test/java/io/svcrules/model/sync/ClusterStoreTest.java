// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.model.AddressType;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Node;
import io.svcrules.model.Service;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ClusterStoreTest {
  private static final Node NODE = Node.named("node-1");

  private final ClusterStore store = new ClusterStore(NODE);

  private static NamespacedName name(String name) {
    return new NamespacedName("default", name);
  }

  private static EndpointSlice slice(String name, Map<String, String> labels) {
    return new EndpointSlice(name(name), labels, AddressType.IPV4, List.of(), List.of());
  }

  private static Map<String, String> of(String service) {
    return Map.of(EndpointSlice.SERVICE_NAME_LABEL, service);
  }

  private void assertTouches(Set<String> names, ClusterChange change) {
    store.takeTouched();
    change.applyTo(store);
    Set<NamespacedName> expected = new TreeSet<>();
    names.forEach(name -> expected.add(name(name)));
    assertEquals(expected, store.takeTouched().services(), change::toString);
  }

  @Test
  void aSliceTouchesItsServiceWhetherThatIsThereOrNot() {
    assertTouches(Set.of("web"), new ClusterChange.SetSlice(slice("web-1", of("web"))));
    assertTouches(Set.of(), new ClusterChange.SetSlice(slice("web-1", of("web"))));
    assertTouches(Set.of("web"), new ClusterChange.RemoveSlice(name("web-1")));
    assertTouches(Set.of(), new ClusterChange.RemoveSlice(name("web-1")));
  }

  @Test
  void aSliceThatChangesItsServiceTouchesBoth() {
    new ClusterChange.SetSlice(slice("x", of("web"))).applyTo(store);
    assertTouches(Set.of("web", "shop"), new ClusterChange.SetSlice(slice("x", of("shop"))));
    assertTouches(Set.of("shop"), new ClusterChange.SetSlice(slice("x", Map.of())));
    assertTouches(Set.of(), new ClusterChange.RemoveSlice(name("x")));
  }

  @Test
  void aSliceOfAnotherProxyTouchesNothing() {
    Map<String, String> labels =
        Map.of(
            EndpointSlice.SERVICE_NAME_LABEL,
            "web",
            "service.kubernetes.io/service-proxy-name",
            "x");
    assertTouches(Set.of(), new ClusterChange.SetSlice(slice("web-1", labels)));
    assertTouches(Set.of("web"), new ClusterChange.SetSlice(slice("web-1", of("web"))));
    assertTouches(Set.of("web"), new ClusterChange.SetSlice(slice("web-1", labels)));
  }

  @Test
  void aServiceTouchesItself() {
    Service web = Service.builder("default", "web").build();
    assertTouches(Set.of("web"), new ClusterChange.SetService(web));
    assertTouches(Set.of(), new ClusterChange.SetService(web));
    assertTouches(Set.of("web"), new ClusterChange.RemoveService(web.name()));
    assertTouches(Set.of(), new ClusterChange.RemoveService(web.name()));
  }

  @Test
  void anotherNodeTouchesAll() {
    new ClusterChange.SetNode(NODE).applyTo(store);
    assertTrue(store.takeTouched().isEmpty());
    new ClusterChange.SetNode(Node.named("node-2")).applyTo(store);
    assertTrue(store.takeTouched().all());
    assertTrue(store.takeTouched().isEmpty());
    assertEquals(Node.named("node-2"), store.node());
  }

  @Test
  void singleObjectsDoNotMakeTheStoreComplete() {
    new ClusterChange.SetSlice(slice("x", of("web"))).applyTo(store);
    assertFalse(store.isComplete());
    new ClusterChange.Replace(new Manifests(List.of(), List.of(), List.of())).applyTo(store);
    assertTrue(store.isComplete());
    assertEquals(Set.of(name("web")), store.takeTouched().services());
  }
}
