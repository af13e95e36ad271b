// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A conversation with the kernel: requests out, their acknowledgements and dumps back.
 *
 * <p>Every request is numbered, and every answer is held against those numbers; answers to requests
 * long given up are passed over. After a time-out, an overrun or a failing handler the socket is
 * closed and the next request opens another. One thread at a time may use a connection; several
 * connections know nothing of each other.
 */
public final class NetlinkConnection implements AutoCloseable {

  /** How often an interrupted dump is begun again before that is an error. */
  private static final int DUMP_ATTEMPTS = 10;

  /** The bytes after which requests that need no transaction go into the next datagram. */
  private static final int DATAGRAM_TARGET = 128 * 1024;

  private final MessageWriter writer = new MessageWriter();
  private final NetlinkChannel channel;
  private final ErrorNames names;
  private boolean busy;

  /**
   * A connection whose first request opens the socket.
   *
   * @param opener opens sockets of the wanted protocol
   * @param names what error numbers are called
   */
  public NetlinkConnection(SocketOpener opener, ErrorNames names) {
    this.channel = new NetlinkChannel(opener);
    this.names = names;
  }

  /** A connection with the system's names for errors, whose first request opens the socket. */
  public NetlinkConnection(SocketOpener opener) {
    this(opener, Errno::describe);
  }

  /**
   * Has one request done.
   *
   * @throws KernelErrorException if the kernel refuses
   */
  public void execute(NetlinkRequest request) {
    execute(request, message -> {});
  }

  /**
   * Has one request done and takes the messages that answer it before its acknowledgement.
   *
   * @throws KernelErrorException if the kernel refuses
   */
  public void execute(NetlinkRequest request, Consumer<NetlinkMessage> replies) {
    List<RequestFailure> failures =
        exclusively(
            () -> {
              request.writeTo(writer);
              requireOne();
              return exchange(replies);
            });
    if (!failures.isEmpty()) {
      throw new KernelErrorException(failures);
    }
  }

  /**
   * Has one request done and decodes the message that answers it.
   *
   * @throws KernelErrorException if the kernel refuses
   * @throws MalformedMessageException if there is not exactly one answer
   */
  public <T> T query(NetlinkRequest request, Function<NetlinkMessage, T> decoder) {
    List<T> answers = new ArrayList<>(1);
    execute(request, message -> answers.add(decoder.apply(message)));
    if (answers.size() != 1) {
      throw new MalformedMessageException(answers.size() + " answers where one was expected");
    }
    return answers.get(0);
  }

  /**
   * Has many requests done, many to a datagram; each is done or refused by itself.
   *
   * @param items what the requests are about
   * @param encoder writes the request of each
   * @return the refused ones, by index in {@code items}; empty if there are none
   */
  public <T> List<RequestFailure> executeAll(
      Iterable<? extends T> items, RequestEncoder<T> encoder) {
    return exclusively(
        () -> {
          List<RequestFailure> failures = new ArrayList<>();
          int done = 0;
          Iterator<? extends T> iterator = items.iterator();
          while (iterator.hasNext()) {
            writer.clear();
            while (iterator.hasNext() && writer.length() < DATAGRAM_TARGET) {
              encoder.write(writer, iterator.next());
            }
            for (RequestFailure failure : exchange(message -> {})) {
              failures.add(failure.atIndex(done + failure.index()));
            }
            done += writer.count();
          }
          return List.copyOf(failures);
        });
  }

  /**
   * Sends messages that the kernel treats as one, in one datagram: a batch of nfnetlink, whose
   * first message opens and whose last closes it.
   *
   * @param batch writes all messages, the opening and the closing one included
   * @param replies takes the messages that answer before the acknowledgement: notifications of what
   *     was asked to be echoed
   * @return the refused messages, by index in the batch, of which 0 is the opening one and stands
   *     for the batch as a whole; nothing was done unless this is empty
   */
  public List<RequestFailure> transaction(
      Consumer<MessageWriter> batch, Consumer<NetlinkMessage> replies) {
    return exclusively(
        () -> {
          batch.accept(writer);
          return writer.count() == 0 ? List.of() : exchangeBatch(replies);
        });
  }

  /**
   * Dumps objects, again from the start if they changed meanwhile.
   *
   * @return what the decoder made of every message
   * @throws DumpInterruptedException if they changed during every attempt
   * @throws KernelErrorException if the kernel refuses
   */
  public <T> List<T> dump(NetlinkRequest request, Function<NetlinkMessage, T> decoder) {
    for (int attempt = 1; ; attempt++) {
      List<T> objects = new ArrayList<>();
      try {
        stream(request, message -> objects.add(decoder.apply(message)));
        return objects;
      } catch (DumpInterruptedException | ReceiveOverrunException e) {
        if (attempt == DUMP_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /**
   * Dumps objects into a handler, as they come and once.
   *
   * @throws DumpInterruptedException after the last object, if they changed meanwhile
   * @throws KernelErrorException if the kernel refuses
   */
  public void stream(NetlinkRequest request, Consumer<NetlinkMessage> handler) {
    exclusively(
        () -> {
          request.writeTo(writer);
          requireOne();
          int sequence = channel.send(writer, NetlinkUapi.NLM_F_REQUEST | NetlinkUapi.NLM_F_DUMP);
          new DumpReplies(sequence, names, handler).receiveFrom(channel);
          return List.of();
        });
  }

  /** Sends what was written, of which each message is for itself. */
  private List<RequestFailure> exchange(Consumer<NetlinkMessage> replies) {
    writer.addFlagsToLast(NetlinkUapi.NLM_F_ACK);
    return receive(writer.count() - 1, false, replies);
  }

  /** Sends what was written as one batch. */
  private List<RequestFailure> exchangeBatch(Consumer<NetlinkMessage> replies) {
    if (writer.count() < 3) {
      throw new IllegalStateException("a batch without a message between its first and its last");
    }
    // The closing message is acknowledged by new kernels only, the one before it by all.
    writer.addFlagsToLastButOne(NetlinkUapi.NLM_F_ACK);
    return receive(writer.count() - 2, true, replies);
  }

  private List<RequestFailure> receive(
      int lastIndex, boolean batch, Consumer<NetlinkMessage> handler) {
    int first = channel.send(writer, NetlinkUapi.NLM_F_REQUEST);
    BatchReplies replies = new BatchReplies(first, lastIndex, batch, names, handler);
    replies.receiveFrom(channel);
    return replies.failures();
  }

  private void requireOne() {
    if (writer.count() != 1) {
      throw new IllegalStateException(writer.count() + " messages where one was expected");
    }
  }

  private List<RequestFailure> exclusively(Conversation conversation) {
    if (busy) {
      throw new IllegalStateException("a handler may not use the connection that calls it");
    }
    busy = true;
    boolean orderly = false;
    try {
      writer.clear();
      List<RequestFailure> failures = conversation.hold();
      orderly = true;
      return failures;
    } catch (KernelErrorException e) {
      // The answer is complete.
      orderly = true;
      throw e;
    } finally {
      busy = false;
      writer.clear();
      if (!orderly) {
        channel.reset();
      }
    }
  }

  /** Closes the socket; a second time does nothing. */
  @Override
  public void close() {
    channel.close();
  }

  /** What happens between taking and giving back the connection. */
  @FunctionalInterface
  private interface Conversation {
    List<RequestFailure> hold();
  }
}
