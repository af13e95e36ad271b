// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.jnr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.netlink.Errno;
import io.svcrules.netlink.KernelNamespace;
import io.svcrules.netlink.NetlinkConnection;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.NetlinkSocket;
import io.svcrules.netlink.NetlinkSocketException;
import io.svcrules.netlink.NetlinkTimeoutException;
import io.svcrules.netlink.ReceiveOverrunException;
import io.svcrules.netlink.generic.GenericClient;
import io.svcrules.netlink.route.RouteClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JnrNetlinkSocketTest {

  private static final JnrSocketOpener GENERIC = JnrSocketOpener.of(NetlinkProtocol.GENERIC);

  /** The netlink sockets and namespaces that this process holds open. */
  private static List<String> descriptors() throws IOException {
    List<String> targets = new ArrayList<>();
    try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"))) {
      for (Path fd : fds.toList()) {
        if (Files.isSymbolicLink(fd)) {
          targets.add(Files.readSymbolicLink(fd).toString());
        }
      }
    }
    return targets.stream()
        .filter(t -> t.startsWith("socket:") || t.startsWith("net:") || t.contains("netns"))
        .sorted()
        .toList();
  }

  @Test
  void descriptorsAreGivenBack() throws IOException {
    GENERIC.open().close();
    List<String> before = descriptors();
    for (int i = 0; i < 100; i++) {
      NetlinkSocket socket = GENERIC.open();
      socket.close();
      socket.close();
      assertThrows(NetlinkSocketException.class, () -> GENERIC.inNamespace("no-such").open());
    }
    try (KernelNamespace namespace = new KernelNamespace()) {
      for (int i = 0; i < 100; i++) {
        namespace.sockets(NetlinkProtocol.ROUTE).open().close();
      }
    }
    assertEquals(before, descriptors());
  }

  @Test
  void aConnectionHoldsOneDescriptorUntilItIsClosed() throws IOException {
    List<String> before = descriptors();
    try (GenericClient generic = new GenericClient(new NetlinkConnection(GENERIC))) {
      generic.family("nlctrl");
      generic.families();
      assertEquals(before.size() + 1, descriptors().size());
    }
    assertEquals(before, descriptors());
  }

  @Test
  void aMissingNamespaceIsNamed() {
    NetlinkSocketException e =
        assertThrows(NetlinkSocketException.class, () -> GENERIC.inNamespace("no-such").open());
    assertEquals("open(/run/netns/no-such): ENOENT", e.getMessage());
    assertEquals(Errno.ENOENT.number(), e.errno());
  }

  @Test
  void waitingForAnAnswerEndsInTime() {
    SocketSettings settings = new SocketSettings(Duration.ofMillis(50), 65536);
    long start = System.nanoTime();
    try (NetlinkSocket socket = GENERIC.with(settings).open()) {
      assertThrows(NetlinkTimeoutException.class, () -> socket.receive(new byte[100]));
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertTrue(millis >= 40 && millis < 5_000, () -> millis + " ms");
  }

  @Test
  void aClosedSocketIsNotUsed() {
    NetlinkSocket socket = GENERIC.open();
    socket.close();
    assertThrows(IllegalStateException.class, () -> socket.send(new byte[16], 16));
    assertThrows(IllegalStateException.class, () -> socket.receive(new byte[16]));
  }

  @Test
  void theThreadComesBackFromTheNamespaceAndTheSocketStays() throws IOException {
    Path own = Path.of("/proc/thread-self/ns/net");
    try (KernelNamespace namespace = new KernelNamespace()) {
      namespace.run("ip", "link", "add", "only-here", "type", "bridge");
      Path before = Files.readSymbolicLink(own);
      try (RouteClient route = new RouteClient(namespace.connect(NetlinkProtocol.ROUTE))) {
        assertTrue(route.link("only-here").isPresent());
        assertEquals(before, Files.readSymbolicLink(own));
      }
      try (RouteClient route =
          new RouteClient(new NetlinkConnection(JnrSocketOpener.of(NetlinkProtocol.ROUTE)))) {
        assertTrue(route.link("only-here").isEmpty());
      }
    }
  }

  @Test
  void lostAnswersAreNoticedAndTheConnectionGoesOn() {
    SocketSettings tiny = new SocketSettings(Duration.ofSeconds(5), 1);
    try (NetlinkConnection connection = new NetlinkConnection(GENERIC.with(tiny))) {
      List<Integer> requests = IntStream.range(0, 1_000).boxed().toList();
      assertThrows(
          ReceiveOverrunException.class,
          () ->
              connection.executeAll(
                  requests,
                  (out, i) -> {
                    // No family has this number, so that every request is refused.
                    out.begin(0xfff0, 0).u32(i);
                    out.end();
                  }));
      GenericClient generic = new GenericClient(connection);
      assertTrue(generic.family("nlctrl").isPresent());
    }
  }

  @Test
  void severalThreadsHaveAConnectionEach() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        tasks.add(JnrNetlinkSocketTest::askManyTimes);
      }
      for (Future<Boolean> result : threads.invokeAll(tasks)) {
        assertTrue(result.get());
      }
    } finally {
      threads.shutdown();
    }
  }

  private static boolean askManyTimes() {
    try (GenericClient generic = new GenericClient(new NetlinkConnection(GENERIC))) {
      boolean always = true;
      for (int i = 0; i < 2_000; i++) {
        always &= generic.family("nlctrl").orElseThrow().name().equals("nlctrl");
      }
      return always;
    }
  }
}
