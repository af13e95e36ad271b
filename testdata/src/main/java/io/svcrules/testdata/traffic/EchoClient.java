// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Carries out orders, several at once, and prints for each question a line of the order's id and
 * what came of it, and a last one that says {@code done}.
 */
final class EchoClient {
  /** Enough that orders which wait for answers that never come hold up nobody. */
  private static final int AT_ONCE = 64;

  /** Nothing is to be learnt from more. */
  private static final int ENOUGH_SILENCES = 3;

  private static final String SILENT = "silent";

  /** The text of EPERM: a rule in OUTPUT dropped a datagram. */
  private static final String NOT_PERMITTED = "Operation not permitted";

  private final PrintStream out;
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, EchoClient::thread);
  private final Map<Integer, Conversation> kept = new ConcurrentHashMap<>();

  EchoClient(PrintStream out) {
    this.out = out;
  }

  /** Carries out an order some time soon. */
  void accept(Attempt attempt) {
    threads.execute(() -> carryOut(attempt));
  }

  private void carryOut(Attempt attempt) {
    StringBuilder lines = new StringBuilder();
    int silences = 0;
    for (int i = 0; i < attempt.count() && silences < ENOUGH_SILENCES; i++) {
      String answer = ask(attempt);
      lines.append(attempt.id()).append(' ').append(answer).append('\n');
      silences += answer.equals(SILENT) ? 1 : 0;
    }
    lines.append(attempt.id()).append(" done\n");
    synchronized (out) {
      out.print(lines);
      out.flush();
    }
  }

  private String ask(Attempt attempt) {
    try {
      return answer(attempt);
    } catch (SocketTimeoutException e) {
      return SILENT;
    } catch (ConnectException | PortUnreachableException e) {
      return "refused";
    } catch (IOException e) {
      return NOT_PERMITTED.equals(e.getMessage()) ? "forbidden" : "failed " + e;
    }
  }

  private String answer(Attempt attempt) throws IOException {
    return switch (attempt.transport()) {
      case TCP -> once(TcpConversation.open(attempt));
      case UDP -> once(UdpConversation.open(attempt));
      case SCTP -> throw new IllegalArgumentException("Java has no raw sockets: " + attempt);
      case TCP_KEPT -> {
        Conversation conversation = kept.get(attempt.id());
        yield keep(attempt, conversation == null ? TcpConversation.open(attempt) : conversation);
      }
      case UDP_KEPT -> {
        Conversation conversation = kept.get(attempt.id());
        yield keep(attempt, conversation == null ? UdpConversation.open(attempt) : conversation);
      }
    };
  }

  private static String once(Conversation conversation) throws IOException {
    try (conversation) {
      return conversation.ask();
    }
  }

  private String keep(Attempt attempt, Conversation conversation) throws IOException {
    kept.put(attempt.id(), conversation);
    return conversation.ask();
  }

  /** The program ends when it gets no more orders, whatever is still waited for. */
  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "asking");
    thread.setDaemon(true);
    return thread;
  }
}
