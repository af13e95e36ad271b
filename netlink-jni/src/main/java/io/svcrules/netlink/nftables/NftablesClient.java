// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

import static io.svcrules.netlink.nftables.NftablesUapi.*;

import io.svcrules.netlink.Errno;
import io.svcrules.netlink.KernelErrorException;
import io.svcrules.netlink.MessageWriter;
import io.svcrules.netlink.NetlinkConnection;
import io.svcrules.netlink.NetlinkMessage;
import io.svcrules.netlink.NetlinkRequest;
import io.svcrules.netlink.RequestFailure;
import io.svcrules.netlink.netfilter.NetfilterHeader;
import io.svcrules.netlink.netfilter.NetfilterUapi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The rule sets of nf_tables in one network namespace.
 *
 * <p>Dumps begin again by themselves when the rule set changes meanwhile. All methods throw {@link
 * io.svcrules.netlink.NetlinkException}.
 */
public final class NftablesClient implements AutoCloseable {

  private static final int SUBSYSTEM = NetfilterUapi.NFNL_SUBSYS_NFTABLES;

  private final NetlinkConnection connection;

  /** A client of a connection of protocol {@code NETFILTER}, which it closes with itself. */
  public NftablesClient(NetlinkConnection connection) {
    this.connection = connection;
  }

  /** The present generation of the rule set. */
  public NftGeneration generation() {
    return connection.query(
        out -> {
          NetfilterHeader.begin(out, SUBSYSTEM, NFT_MSG_GETGEN, 0, NetfilterUapi.NFPROTO_UNSPEC);
          out.end();
        },
        NftablesCodec::decodeGeneration);
  }

  /** All tables of a family. */
  public List<NftTable> tables(NftFamily family) {
    return connection.dump(
        out -> {
          NetfilterHeader.begin(out, SUBSYSTEM, NFT_MSG_GETTABLE, 0, family.number());
          out.end();
        },
        NftablesCodec::decodeTable);
  }

  /** All chains of a family. */
  public List<NftChain> chains(NftFamily family) {
    return connection.dump(
        out -> {
          NetfilterHeader.begin(out, SUBSYSTEM, NFT_MSG_GETCHAIN, 0, family.number());
          out.end();
        },
        NftablesCodec::decodeChain);
  }

  /** The chain of a name, if it exists. */
  public Optional<NftChain> chain(NftFamily family, String table, String name) {
    try {
      return Optional.of(
          connection.query(
              out -> {
                var attributes =
                    NetfilterHeader.begin(out, SUBSYSTEM, NFT_MSG_GETCHAIN, 0, family.number());
                attributes.string(NFTA_CHAIN_TABLE, table);
                attributes.string(NFTA_CHAIN_NAME, name);
                out.end();
              },
              NftablesCodec::decodeChain));
    } catch (KernelErrorException e) {
      if (e.is(Errno.ENOENT)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The chains of a table; the kernel dumps those of the family. */
  public List<NftChain> chains(NftFamily family, String table) {
    return chains(family).stream().filter(chain -> chain.table().equals(table)).toList();
  }

  /** The rules of a table, chain after chain. For many chains one dump per chain is faster. */
  public List<NftRule> rules(NftFamily family, String table) {
    return connection.dump(ruleDump(family, table, ""), NftablesCodec::decodeRule);
  }

  /** The rules of a chain in their order; none if it does not exist. */
  public List<NftRule> rules(NftFamily family, String table, String chain) {
    return connection.dump(ruleDump(family, table, chain), NftablesCodec::decodeRule);
  }

  private static NetlinkRequest ruleDump(NftFamily family, String table, String chain) {
    return out -> {
      var attributes = NetfilterHeader.begin(out, SUBSYSTEM, NFT_MSG_GETRULE, 0, family.number());
      attributes.string(NFTA_RULE_TABLE, table);
      if (!chain.isEmpty()) {
        attributes.string(NFTA_RULE_CHAIN, chain);
      }
      out.end();
    };
  }

  /**
   * Has commands done, all or none.
   *
   * @param commands gives the commands
   * @throws KernelErrorException with every refused command by its index, or with index -1 for the
   *     transaction as a whole; nothing was done
   */
  public void commit(Consumer<NftTransaction> commands) {
    commit(OptionalInt.empty(), false, commands, message -> {});
  }

  /**
   * Has commands done, all or none, provided the rule set is still of a generation.
   *
   * @throws KernelErrorException as above; {@code ERESTART} for the transaction as a whole if the
   *     rule set is of another generation
   */
  public void commitIf(NftGeneration generation, Consumer<NftTransaction> commands) {
    commit(OptionalInt.of(generation.id()), false, commands, message -> {});
  }

  /**
   * Has commands done, all or none, and reports every new rule with the handle that it got.
   *
   * <p>The reports take room in the receive buffer: this is for changes, not for first loads.
   *
   * @return the new rules, in the order of the commands
   * @throws KernelErrorException as above
   */
  public List<NftRule> commitAndReport(Consumer<NftTransaction> commands) {
    return commitAndReport(OptionalInt.empty(), commands);
  }

  /**
   * The same, provided the rule set is still of a generation.
   *
   * @throws KernelErrorException as above; {@code ERESTART} for the transaction as a whole if the
   *     rule set is of another generation
   */
  public List<NftRule> commitAndReportIf(
      NftGeneration generation, Consumer<NftTransaction> commands) {
    return commitAndReport(OptionalInt.of(generation.id()), commands);
  }

  private List<NftRule> commitAndReport(OptionalInt generation, Consumer<NftTransaction> commands) {
    List<NftRule> rules = new ArrayList<>();
    commit(
        generation,
        true,
        commands,
        message -> {
          if (NetfilterHeader.is(message, SUBSYSTEM, NFT_MSG_NEWRULE)) {
            rules.add(NftablesCodec.decodeRule(message));
          }
        });
    return rules;
  }

  private void commit(
      OptionalInt generation,
      boolean echo,
      Consumer<NftTransaction> commands,
      Consumer<NetlinkMessage> reports) {
    List<RequestFailure> failures =
        connection.transaction(out -> write(out, generation, echo, commands), reports);
    if (!failures.isEmpty()) {
      throw new KernelErrorException(failures.stream().map(NftablesClient::ofCommand).toList());
    }
  }

  private static void write(
      MessageWriter out, OptionalInt generation, boolean echo, Consumer<NftTransaction> commands) {
    var opening = NetfilterHeader.beginBatch(out, SUBSYSTEM);
    if (generation.isPresent()) {
      opening.u32be(NetfilterUapi.NFNL_BATCH_GENID, generation.getAsInt());
    }
    out.end();
    commands.accept(new NftTransaction(out, echo));
    if (out.count() == 1) {
      out.clear();
    } else {
      NetfilterHeader.endBatch(out, SUBSYSTEM);
    }
  }

  /** The message that opens the batch comes before the first command. */
  private static RequestFailure ofCommand(RequestFailure failure) {
    return new RequestFailure(
        failure.index() - 1,
        failure.errno(),
        failure.name(),
        failure.text(),
        failure.offset(),
        failure.echo());
  }

  @Override
  public void close() {
    connection.close();
  }
}
