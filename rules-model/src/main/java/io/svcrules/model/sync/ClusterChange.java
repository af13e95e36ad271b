// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.sync;

import io.svcrules.model.EndpointSlice;
import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Node;
import io.svcrules.model.Service;

/** One thing that changed in the cluster. */
public sealed interface ClusterChange {

  /** What changes; of two changes with one subject the later makes the earlier void. */
  ChangeSubject subject();

  /** Carries the change out. */
  void applyTo(ClusterStore store);

  /**
   * A Service is new or another than before.
   *
   * @param service as it is now
   */
  record SetService(Service service) implements ClusterChange {
    @Override
    public ChangeSubject subject() {
      return new ChangeSubject.OfService(service.name());
    }

    @Override
    public void applyTo(ClusterStore store) {
      store.set(service);
    }
  }

  /**
   * A Service is gone.
   *
   * @param name its name
   */
  record RemoveService(NamespacedName name) implements ClusterChange {
    @Override
    public ChangeSubject subject() {
      return new ChangeSubject.OfService(name);
    }

    @Override
    public void applyTo(ClusterStore store) {
      store.removeService(name);
    }
  }

  /**
   * An EndpointSlice is new or another than before.
   *
   * @param slice as it is now
   */
  record SetSlice(EndpointSlice slice) implements ClusterChange {
    @Override
    public ChangeSubject subject() {
      return new ChangeSubject.OfSlice(slice.name());
    }

    @Override
    public void applyTo(ClusterStore store) {
      store.set(slice);
    }
  }

  /**
   * An EndpointSlice is gone.
   *
   * @param name its name
   */
  record RemoveSlice(NamespacedName name) implements ClusterChange {
    @Override
    public ChangeSubject subject() {
      return new ChangeSubject.OfSlice(name);
    }

    @Override
    public void applyTo(ClusterStore store) {
      store.removeSlice(name);
    }
  }

  /**
   * The node whose rules are made is another than before.
   *
   * @param node as it is now
   */
  record SetNode(Node node) implements ClusterChange {
    @Override
    public ChangeSubject subject() {
      return ChangeSubject.Whole.NODE;
    }

    @Override
    public void applyTo(ClusterStore store) {
      store.set(node);
    }
  }

  /**
   * All Services and EndpointSlices there are: what is not among them is gone. Says nothing of the
   * node.
   *
   * @param manifests the objects
   */
  record Replace(Manifests manifests) implements ClusterChange {
    @Override
    public ChangeSubject subject() {
      return ChangeSubject.Whole.OBJECTS;
    }

    @Override
    public void applyTo(ClusterStore store) {
      store.replace(manifests);
    }
  }
}
