// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.env.ExitStatus;
import io.svcrules.cli.env.UsageException;
import io.svcrules.cli.live.KernelFailure;
import io.svcrules.cli.live.KernelReport;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells people why a command could not go on. */
final class Failures implements IExecutionExceptionHandler {
  /** What a write says of EPIPE (errno(3)), in the locale C that the launcher sets. */
  private static final String BROKEN_PIPE = "Broken pipe";

  private final Environment environment;
  private final Diagnostics diagnostics;

  Failures(Environment environment) {
    this.environment = environment;
    this.diagnostics = new Diagnostics(environment);
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof UsageException) {
      diagnostics.error(failure.getMessage());
      return ExitStatus.USAGE;
    }
    Optional<KernelFailure> kernel = KernelFailure.of(failure);
    if (kernel.isPresent()) {
      return new KernelReport(diagnostics).tell("", kernel.get());
    }
    if (failure instanceof IOException) {
      return onIoFailure(failure.getMessage());
    }
    diagnostics.error("a fault of svcrules itself, please report it: " + failure);
    failure.printStackTrace(environment.stderr());
    return ExitStatus.INTERNAL;
  }

  private int onIoFailure(String reason) {
    if (BROKEN_PIPE.equals(reason)) {
      return ExitStatus.BROKEN_PIPE;
    }
    diagnostics.error("cannot write the output: " + reason);
    return ExitStatus.USAGE;
  }
}
