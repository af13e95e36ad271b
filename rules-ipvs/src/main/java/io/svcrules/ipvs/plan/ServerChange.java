// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.VirtualServerSettings;

/** A change of virtual or real servers. */
public sealed interface ServerChange extends IpvsChange {

  /** The virtual server it is about. */
  VirtualServerKey key();

  /**
   * Adds a virtual server without real servers.
   *
   * @param key what packets it takes
   * @param settings how it chooses real servers
   */
  record AddVirtualServer(VirtualServerKey key, VirtualServerSettings settings)
      implements ServerChange {
    @Override
    public void applyTo(IpvsChangeReceiver receiver) {
      receiver.addVirtualServer(key, settings);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("ipvsadm -A ");
      key.appendTo(out);
      settings.appendTo(out, key.family());
    }
  }

  /**
   * Changes the settings of a virtual server in place; its connections stay.
   *
   * @param key what packets it takes
   * @param settings how it chooses real servers from now on
   */
  record EditVirtualServer(VirtualServerKey key, VirtualServerSettings settings)
      implements ServerChange {
    @Override
    public void applyTo(IpvsChangeReceiver receiver) {
      receiver.editVirtualServer(key, settings);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("ipvsadm -E ");
      key.appendTo(out);
      settings.appendTo(out, key.family());
    }
  }

  /**
   * Deletes a virtual server with its real servers.
   *
   * @param key what packets it takes
   */
  record DeleteVirtualServer(VirtualServerKey key) implements ServerChange {
    @Override
    public void applyTo(IpvsChangeReceiver receiver) {
      receiver.deleteVirtualServer(key);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("ipvsadm -D ");
      key.appendTo(out);
    }
  }

  /**
   * Adds a real server.
   *
   * @param key its virtual server
   * @param realServer the real server
   */
  record AddRealServer(VirtualServerKey key, RealServer realServer) implements ServerChange {
    @Override
    public void applyTo(IpvsChangeReceiver receiver) {
      receiver.addRealServer(key, realServer);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("ipvsadm -a ");
      key.appendTo(out);
      realServer.appendTo(out);
    }
  }

  /**
   * Changes a real server in place; its connections stay.
   *
   * @param key its virtual server
   * @param realServer the real server as it is from now on
   */
  record EditRealServer(VirtualServerKey key, RealServer realServer) implements ServerChange {
    @Override
    public void applyTo(IpvsChangeReceiver receiver) {
      receiver.editRealServer(key, realServer);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("ipvsadm -e ");
      key.appendTo(out);
      realServer.appendTo(out);
    }
  }

  /**
   * Deletes a real server.
   *
   * @param key its virtual server
   * @param realServer which one
   */
  record DeleteRealServer(VirtualServerKey key, RealServerKey realServer) implements ServerChange {
    @Override
    public void applyTo(IpvsChangeReceiver receiver) {
      receiver.deleteRealServer(key, realServer);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("ipvsadm -d ");
      key.appendTo(out);
      out.append(" -r ");
      realServer.appendTo(out);
    }
  }
}
