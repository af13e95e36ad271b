// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.Change;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.iptables.plan.Cause;
import io.svcrules.iptables.plan.PlanStep;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The words of iptables 1.8.9, as both variants said them. */
final class RestoreFailureTest {
  private static final PlanStep CREATE = step(new Change.CreateOrFlush("KUBE-A"));
  private static final PlanStep FIRST = jump("KUBE-B");
  private static final PlanStep SECOND = jump("KUBE-NOPE");

  /** Lines 1 to 3 are table filter, 4 to 8 table nat: {@code *nat}, three steps, COMMIT. */
  private static final List<Transaction> TRANSACTIONS =
      List.of(
          new Transaction(Table.FILTER, List.of(CREATE)),
          new Transaction(Table.NAT, List.of(CREATE, FIRST, SECOND)));

  private static PlanStep step(Change change) {
    return new PlanStep(change, Cause.Common.BASE);
  }

  private static PlanStep jump(String to) {
    return step(new Change.Append("KUBE-A", Rule.of(new Jump(to))));
  }

  @Test
  void nftNamesTheLineThatTheKernelRefuses() {
    PacketFilterException e =
        exception(
            """
            Warning: Extension ipvs revision 0 not supported, missing kernel module?
            iptables-nft-restore v1.8.9 (nf_tables):\s
            line 6: RULE_APPEND failed (No such file or directory): rule in chain KUBE-A
            """);
    check(e, Kind.REFUSED, Table.NAT, FIRST);
    assertEquals(
        "Warning: Extension ipvs revision 0 not supported, missing kernel module?; "
            + "line 6: RULE_APPEND failed (No such file or directory): rule in chain KUBE-A",
        e.getMessage());
  }

  @Test
  void nftNamesTheLineWhoseChainIsMissing() {
    PacketFilterException e =
        exception("iptables-nft-restore: line 7 failed: No chain/target/match by that name.\n");
    check(e, Kind.REFUSED, Table.NAT, SECOND);
    assertEquals("line 7 failed: No chain/target/match by that name.", e.getMessage());
  }

  @Test
  void atCommitTheMissingChainTellsTheLine() {
    PacketFilterException e =
        exception(
            """
            iptables-nft-restore v1.8.9 (nf_tables): Chain 'KUBE-NOPE' does not exist
            Error occurred at line: 8
            Try `iptables-nft-restore -h' or 'iptables-nft-restore --help' for more information.
            """);
    check(e, Kind.REFUSED, Table.NAT, SECOND);
    assertEquals("Chain 'KUBE-NOPE' does not exist", e.getMessage());
  }

  @Test
  void legacyNamesTheLineThatMakesNoSense() {
    PacketFilterException e =
        exception(
            """
            iptables-restore v1.8.9 (legacy): Couldn't load match `nomatch':No such file or directory

            Error occurred at line: 6
            Try `iptables-restore -h' or 'iptables-restore --help' for more information.
            """);
    check(e, Kind.REFUSED, Table.NAT, FIRST);
    assertEquals("Couldn't load match `nomatch':No such file or directory", e.getMessage());
  }

  @Test
  void legacyNamesOnlyTheTableThatTheKernelRefuses() {
    PacketFilterException e = exception("iptables-restore: line 8 failed\n");
    assertEquals(Kind.REFUSED, e.kind());
    assertEquals(Optional.of(Table.NAT), e.table());
    assertEquals(Optional.empty(), e.step());
    assertEquals("line 8 failed (the kernel refuses the transaction as a whole)", e.getMessage());
  }

  @Test
  void theFirstLineOfATransactionIsNoStep() {
    PacketFilterException e = exception("ip6tables-restore: line 4 failed\n");
    assertEquals(Optional.of(Table.NAT), e.table());
    assertEquals(Optional.empty(), e.step());
  }

  @Test
  void aLineThatIsNotAllowedIsRefused() {
    check(
        exception("line 2: RULE_APPEND failed (Operation not permitted): rule in chain KUBE-A\n"),
        Kind.REFUSED,
        Table.FILTER,
        CREATE);
  }

  @Test
  void missingRightsAreTold() {
    assertEquals(
        Kind.NOT_PERMITTED,
        exception(
                "iptables-nft-restore v1.8.9 (nf_tables): Could not fetch rule set generation id:"
                    + " Permission denied (you must be root)\n")
            .kind());
    assertEquals(
        Kind.NOT_PERMITTED,
        exception("Fatal: can't open lock file /run/xtables.lock: Permission denied\n").kind());
  }

  @Test
  void aHeldLockIsTold() {
    assertEquals(
        Kind.BUSY,
        exception(
                """
                Can't lock /no/such/xtables.lock: Resource temporarily unavailable
                Another app is currently holding the xtables lock. Stopped waiting after 5s.
                """)
            .kind());
  }

  @Test
  void aTableThatTheKernelLacksIsTold() {
    PacketFilterException e =
        exception(
            """
            iptables-restore v1.8.9 (legacy): iptables-restore: unable to initialize table 'nat'
            Error occurred at line: 4
            """);
    assertEquals(Kind.UNAVAILABLE, e.kind());
    assertEquals(Optional.of(Table.NAT), e.table());
    assertEquals(Optional.empty(), e.step());
  }

  @Test
  void savingThatFailsIsNoRefusal() {
    assertEquals(
        Kind.UNAVAILABLE, new RestoreFailure("Segmentation fault\n", List.of()).exception().kind());
  }

  @Test
  void silenceIsNotPassedOn() {
    assertEquals(
        "iptables failed without a word",
        new RestoreFailure("", List.of()).exception().getMessage());
  }

  private static PacketFilterException exception(String errors) {
    return new RestoreFailure(errors, TRANSACTIONS).exception();
  }

  private static void check(PacketFilterException e, Kind kind, Table table, PlanStep step) {
    assertEquals(kind, e.kind());
    assertEquals(Optional.of(table), e.table());
    assertEquals(Optional.of(step), e.step());
  }
}
