// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.netlink.scripted.ScriptedSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetlinkConnectionTest {

  private static final int TYPE = 0x20;

  private final List<NetlinkMessage> sent = new ArrayList<>();
  private final List<ScriptedSocket> sockets = new ArrayList<>();

  /** A connection to a kernel that answers each datagram's messages. */
  private NetlinkConnection connect(Function<List<NetlinkMessage>, List<byte[]>> kernel) {
    return new NetlinkConnection(
        () -> {
          ScriptedSocket socket =
              new ScriptedSocket(
                  datagram -> {
                    List<NetlinkMessage> messages = Datagrams.messages(datagram);
                    sent.addAll(messages);
                    return kernel.apply(messages);
                  });
          sockets.add(socket);
          return socket;
        });
  }

  private static void write(MessageWriter out, int number) {
    out.begin(TYPE, 0).u32(number);
    out.end();
  }

  private static NetlinkRequest request(int number) {
    return out -> write(out, number);
  }

  private static List<Integer> range(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void aRequestAsksForAnAcknowledgementAndWaitsForIt() {
    NetlinkConnection connection = connect(m -> List.of(Datagrams.ack(m.get(0), 0)));
    connection.execute(request(7));
    connection.execute(request(8));
    assertEquals(
        List.of(
            NetlinkUapi.NLM_F_REQUEST | NetlinkUapi.NLM_F_ACK,
            NetlinkUapi.NLM_F_REQUEST | NetlinkUapi.NLM_F_ACK),
        sent.stream().map(NetlinkMessage::flags).toList());
    assertEquals(sent.get(0).sequence() + 1, sent.get(1).sequence());
    assertEquals(1, sockets.size());
  }

  @Test
  void aRefusalCarriesErrorTextOffsetAndTheRequest() {
    NetlinkConnection connection =
        connect(m -> List.of(Datagrams.extendedAck(m.get(0), Errno.EINVAL.number(), "not so", 20)));
    KernelErrorException e =
        assertThrows(KernelErrorException.class, () -> connection.execute(request(7)));
    assertEquals("request 0: EINVAL (not so) at byte 20", e.getMessage());
    assertEquals(Bytes.ofU32(7), e.failures().get(0).echo());
    assertEquals(1, sockets.size());
  }

  @Test
  void answersToOlderRequestsArePassedOver() {
    NetlinkConnection connection =
        connect(
            m ->
                List.of(
                    Datagrams.message(m.get(0).sequence() - 1, TYPE, 0, 1),
                    Datagrams.message(
                        m.get(0).sequence() - 1, NetlinkUapi.NLMSG_ERROR, 0, -1, 16, 0, 0, 0),
                    Datagrams.answer(m.get(0), NetlinkUapi.NLMSG_NOOP, 0, 0),
                    Datagrams.answer(m.get(0), TYPE, 0, 42),
                    Datagrams.ack(m.get(0), 0)));
    int answer = connection.query(request(7), message -> message.u32(0));
    assertEquals(42, answer);
  }

  @Test
  void aQueryWantsExactlyOneAnswer() {
    NetlinkConnection none = connect(m -> List.of(Datagrams.ack(m.get(0), 0)));
    assertThrows(MalformedMessageException.class, () -> none.query(request(1), m -> m));
    NetlinkConnection two =
        connect(
            m ->
                List.of(
                    Datagrams.join(
                        Datagrams.answer(m.get(0), TYPE, 0, 1),
                        Datagrams.answer(m.get(0), TYPE, 0, 2),
                        Datagrams.ack(m.get(0), 0))));
    assertThrows(MalformedMessageException.class, () -> two.query(request(1), m -> m));
  }

  @Test
  void ofManyRequestsOnlyTheLastOfADatagramAsksForAnAcknowledgement() {
    NetlinkConnection connection = connect(m -> List.of(Datagrams.ack(m.get(m.size() - 1), 0)));
    int count = 20_000;
    assertEquals(List.of(), connection.executeAll(range(count), NetlinkConnectionTest::write));
    assertEquals(count, sent.size());
    long acks = sent.stream().filter(m -> (m.flags() & NetlinkUapi.NLM_F_ACK) != 0).count();
    assertEquals((count * 20L + 131071) / 131072, acks, "datagrams of about 128 KiB");
  }

  @Test
  void refusedRequestsOfManyAreNamedAcrossDatagrams() {
    NetlinkConnection connection =
        connect(
            m -> {
              List<byte[]> replies = new ArrayList<>();
              for (NetlinkMessage message : m) {
                if (message.u32(0) % 7_000 == 6_999) {
                  replies.add(Datagrams.ack(message, Errno.EEXIST.number()));
                }
              }
              NetlinkMessage last = m.get(m.size() - 1);
              if (last.u32(0) % 7_000 != 6_999) {
                replies.add(Datagrams.ack(last, 0));
              }
              return replies;
            });
    assertEquals(
        List.of(6_999, 13_999, 20_999),
        connection.executeAll(range(21_000), NetlinkConnectionTest::write).stream()
            .map(RequestFailure::index)
            .toList());
  }

  @Test
  void withoutPermissionOneRefusalSpeaksForAll() {
    NetlinkConnection connection =
        connect(m -> List.of(Datagrams.ack(m.get(0), Errno.EPERM.number())));
    List<RequestFailure> failures = connection.executeAll(range(10), NetlinkConnectionTest::write);
    assertEquals(List.of(0), failures.stream().map(RequestFailure::index).toList());
    assertTrue(failures.get(0).is(Errno.EPERM));
  }

  @Test
  void aDumpIsReadToItsEndAcrossDatagrams() {
    NetlinkConnection connection =
        connect(
            m ->
                List.of(
                    Datagrams.join(
                        Datagrams.answer(m.get(0), TYPE, 2, 1),
                        Datagrams.answer(m.get(0), TYPE, 2, 2)),
                    Datagrams.answer(m.get(0), TYPE, 2, 3),
                    Datagrams.done(m.get(0), 0)));
    assertEquals(List.of(1, 2, 3), connection.dump(request(0), message -> message.u32(0)));
    assertEquals(NetlinkUapi.NLM_F_REQUEST | NetlinkUapi.NLM_F_DUMP, sent.get(0).flags());
  }

  @Test
  void anInterruptedDumpBeginsAgainFromNothing() {
    NetlinkConnection connection =
        connect(
            m ->
                List.of(
                    Datagrams.answer(
                        m.get(0),
                        TYPE,
                        sent.size() < 3 ? NetlinkUapi.NLM_F_DUMP_INTR : 0,
                        sent.size()),
                    Datagrams.done(m.get(0), 0)));
    assertEquals(List.of(3), connection.dump(request(0), message -> message.u32(0)));
  }

  @Test
  void aDumpThatIsInterruptedAgainAndAgainIsGivenUp() {
    NetlinkConnection connection =
        connect(m -> List.of(Datagrams.done(m.get(0), NetlinkUapi.NLM_F_DUMP_INTR)));
    assertThrows(DumpInterruptedException.class, () -> connection.dump(request(0), m -> m));
    assertEquals(10, sent.size());
    assertThrows(DumpInterruptedException.class, () -> connection.stream(request(0), m -> {}));
    assertEquals(11, sent.size());
  }

  @Test
  void anErrorAtTheEndOfADumpIsAnError() {
    NetlinkConnection connection =
        connect(
            m ->
                List.of(
                    Datagrams.message(
                        m.get(0).sequence(), NetlinkUapi.NLMSG_DONE, 0, -Errno.ENOMEM.number())));
    KernelErrorException e =
        assertThrows(KernelErrorException.class, () -> connection.dump(request(0), m -> m));
    assertTrue(e.is(Errno.ENOMEM));
  }

  @Test
  void afterATimeOutTheNextRequestGoesThroughAnotherSocket() {
    NetlinkConnection connection =
        connect(m -> sockets.size() == 1 ? List.of() : List.of(Datagrams.ack(m.get(0), 0)));
    assertThrows(NetlinkTimeoutException.class, () -> connection.execute(request(1)));
    assertTrue(sockets.get(0).isClosed());
    connection.execute(request(2));
    assertEquals(2, sockets.size());
    connection.close();
    assertTrue(sockets.get(1).isClosed());
  }

  @Test
  void afterAnOverrunADumpBeginsAgainThroughAnotherSocket() {
    NetlinkConnection connection =
        connect(
            m ->
                sockets.size() == 1
                    ? List.of(Datagrams.answer(m.get(0), NetlinkUapi.NLMSG_OVERRUN, 0, 0))
                    : List.of(Datagrams.answer(m.get(0), TYPE, 0, 5), Datagrams.done(m.get(0), 0)));
    assertEquals(List.of(5), connection.dump(request(0), message -> message.u32(0)));
    assertEquals(2, sockets.size());
  }

  @Test
  void aDatagramLongerThanTheBufferIsReadTheSecondTime() {
    NetlinkConnection connection =
        connect(
            m -> {
              byte[] big = Datagrams.message(m.get(0).sequence(), TYPE, 0, new int[50_000]);
              return List.of(big, Datagrams.done(m.get(0), 0));
            });
    assertEquals(List.of(200_000), connection.dump(request(0), NetlinkMessage::payloadLength));
    assertEquals(2, sockets.size());
  }

  @Test
  void aHandlerThatFailsEndsTheDumpAndItsSocket() {
    NetlinkConnection connection =
        connect(m -> List.of(Datagrams.answer(m.get(0), TYPE, 0, 1), Datagrams.done(m.get(0), 0)));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            connection.stream(
                request(0),
                m -> {
                  throw new IllegalArgumentException("of the handler");
                }));
    assertTrue(sockets.get(0).isClosed());
    assertEquals(List.of(1), connection.dump(request(0), message -> message.u32(0)));
  }

  @Test
  void aHandlerMayNotUseTheConnectionThatCallsIt() {
    NetlinkConnection connection =
        connect(m -> List.of(Datagrams.answer(m.get(0), TYPE, 0, 1), Datagrams.done(m.get(0), 0)));
    assertThrows(
        IllegalStateException.class,
        () -> connection.stream(request(0), m -> connection.execute(request(1))));
  }

  @Test
  void aBatchAsksForTheAcknowledgementOfTheMessageBeforeItsEnd() {
    NetlinkConnection connection =
        connect(
            m ->
                List.of(
                    Datagrams.answer(m.get(1), TYPE, 0, 11),
                    Datagrams.ack(m.get(1), Errno.ENOENT.number()),
                    Datagrams.ack(m.get(2), 0)));
    List<Integer> echoed = new ArrayList<>();
    List<RequestFailure> failures =
        connection.transaction(
            out -> range(4).forEach(i -> write(out, i)), message -> echoed.add(message.u32(0)));
    assertEquals(List.of(1), failures.stream().map(RequestFailure::index).toList());
    assertEquals(List.of(11), echoed);
    assertEquals(List.of(1, 1, 5, 1), sent.stream().map(NetlinkMessage::flags).toList());
  }

  @Test
  void theRefusalOfABatchAsAWholeEndsTheWait() {
    NetlinkConnection connection =
        connect(m -> List.of(Datagrams.ack(m.get(0), Errno.EOPNOTSUPP.number())));
    List<RequestFailure> failures =
        connection.transaction(out -> range(4).forEach(i -> write(out, i)), m -> {});
    assertEquals(List.of(0), failures.stream().map(RequestFailure::index).toList());
  }

  @Test
  void aClosedConnectionIsNotOpenedAgain() {
    NetlinkConnection connection = connect(m -> List.of());
    connection.close();
    connection.close();
    assertThrows(IllegalStateException.class, () -> connection.execute(request(1)));
    assertEquals(List.of(), sockets);
  }
}
