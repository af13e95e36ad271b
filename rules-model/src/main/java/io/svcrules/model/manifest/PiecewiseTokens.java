// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonToken;
import io.svcrules.model.manifest.YamlPieces.Piece;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;

/**
 * The tokens of a long YAML list, read by several processors: the same as those of {@link
 * YamlTokens}, but for the places of ends, or a {@link CutException}.
 */
final class PiecewiseTokens implements Tokens {
  /** So much is some milliseconds of work. */
  private static final int PIECE_BYTES = 64 * 1024;

  /** So many pieces are read ahead: enough to keep the processors busy, few enough for memory. */
  private static final int AHEAD = 2 + 2 * Runtime.getRuntime().availableProcessors();

  private final FileText text;
  private final Iterator<Piece> unread;
  private final Deque<FutureTask<RecordedTokens>> reading = new ArrayDeque<>();
  private RecordedTokens piece = RecordedTokens.NONE;
  private int at = -1;

  private PiecewiseTokens(FileText text, YamlPieces pieces) {
    this.text = text;
    this.unread = pieces.pieces().iterator();
  }

  /** The tokens of a text that is worth it. */
  static Optional<Tokens> of(FileText text) {
    return of(text, PIECE_BYTES);
  }

  static Optional<Tokens> of(FileText text, int pieceBytes) {
    YamlPieces pieces = YamlPieces.of(text, pieceBytes);
    return pieces.pieces().isEmpty()
        ? Optional.empty()
        : Optional.of(new PiecewiseTokens(text, pieces));
  }

  @Override
  public JsonToken next() throws IOException {
    at++;
    while (at == piece.size()) {
      readAhead();
      if (reading.isEmpty()) {
        return null;
      }
      piece = take();
      at = 0;
    }
    return piece.kind(at);
  }

  private void readAhead() {
    while (reading.size() < AHEAD && unread.hasNext()) {
      Piece next = unread.next();
      FutureTask<RecordedTokens> task = new FutureTask<>(() -> RecordedTokens.of(text, next));
      reading.add(task);
      ForkJoinPool.commonPool().execute(task);
    }
  }

  /** The next piece. While another thread reads it, this one reads those that nobody does. */
  private RecordedTokens take() throws CutException {
    FutureTask<RecordedTokens> first = reading.remove();
    first.run();
    for (FutureTask<RecordedTokens> later : reading) {
      if (first.isDone()) {
        break;
      }
      later.run();
    }
    try {
      return first.get();
    } catch (ExecutionException e) {
      throw new CutException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CutException(e);
    }
  }

  @Override
  public String text() {
    return piece.text(at);
  }

  @Override
  public int line() {
    return isAtToken() ? piece.line(at) : -1;
  }

  @Override
  public int column() {
    return isAtToken() ? piece.column(at) : -1;
  }

  private boolean isAtToken() {
    return at < piece.size();
  }

  // A piece that has anchors or aliases is not read by itself.
  @Override
  public String anchor() {
    return null;
  }

  @Override
  public boolean isAlias() {
    return false;
  }

  @Override
  public boolean hasMergeKeys() {
    return true;
  }

  @Override
  public ManifestSyntaxException error(String message) {
    return new ManifestSyntaxException(message, line(), column(), null);
  }

  @Override
  public void close() {
    reading.forEach(task -> task.cancel(false));
  }
}
