// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import io.svcrules.iptables.kernel.CommandRunner;
import io.svcrules.iptables.kernel.LegacyChainSource;
import io.svcrules.iptables.kernel.LegacyPacketFilter;
import io.svcrules.iptables.kernel.NftChainSource;
import io.svcrules.iptables.kernel.NftPacketFilter;
import io.svcrules.iptables.kernel.ProcessRunner;
import io.svcrules.iptables.kernel.nft.OwnCommits;
import io.svcrules.iptables.kernel.sysctl.NamespaceFolder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The process a command runs in.
 *
 * @param stdin its input
 * @param stdout where data goes: bytes in UTF-8
 * @param stderr where words for people go
 * @param directory what relative file names are relative to
 * @param hostName the name of the machine
 * @param colourOut whether {@code stdout} shows colours
 * @param colourErr whether {@code stderr} shows colours
 * @param terminalErr whether {@code stderr} is a terminal, on which a line can be overwritten
 * @param variables the variables of environ(7)
 * @param programs runs other programs
 * @param filters the rules of the kernel
 * @param ipvs the virtual servers of the kernel
 * @param effects what else there is to change on the node
 */
public record Environment(
    InputStream stdin,
    OutputStream stdout,
    PrintWriter stderr,
    Path directory,
    HostName hostName,
    boolean colourOut,
    boolean colourErr,
    boolean terminalErr,
    Map<String, String> variables,
    ForegroundPrograms programs,
    PacketFilters filters,
    IpvsTables ipvs,
    NodeEffects effects) {
  /** Another folder than /run/svcrules, as in a container that has a /run of its own. */
  private static final String STATE_VARIABLE = "SVCRULES_STATE_DIR";

  /** Set by the launcher if standard output is a terminal: Java can only tell for both at once. */
  private static final String OUT_PROPERTY = "svcrules.stdout.terminal";

  /** Set by the launcher if standard error is a terminal. */
  private static final String ERR_PROPERTY = "svcrules.stderr.terminal";

  /** Copies the variables. */
  public Environment {
    variables = Map.copyOf(variables);
  }

  /** This very process. Colours need a terminal and no {@code NO_COLOR} (no-color.org). */
  public static Environment ofProcess() {
    String noColor = System.getenv("NO_COLOR");
    PacketFilters filters = new PrivilegedFilters(kernel());
    NodeEffects effects = new KernelEffects(stateFolder());
    boolean colour = (noColor == null || noColor.isEmpty()) && !isDumbTerminal();
    return new Environment(
        System.in,
        // System.out would hide that the reader has gone.
        new FileOutputStream(FileDescriptor.out),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        Path.of(""),
        new KernelHostName(),
        colour && Boolean.getBoolean(OUT_PROPERTY),
        colour && Boolean.getBoolean(ERR_PROPERTY),
        Boolean.getBoolean(ERR_PROPERTY) && !isDumbTerminal(),
        System.getenv(),
        new ChildPrograms(),
        filters,
        new KernelIpvsTables(filters, effects),
        effects);
  }

  private static PacketFilters kernel() {
    CommandRunner runner = new ProcessRunner();
    OwnCommits own = new OwnCommits();
    return new NetlinkFilters(
        new IptablesCommands(runner),
        family -> NftPacketFilter.ofProcess(family, runner, own),
        family -> LegacyPacketFilter.ofProcess(family, runner),
        family -> NftChainSource.ofProcess(family, runner),
        family -> new LegacyChainSource(family, Optional.empty(), runner));
  }

  private static Path stateFolder() {
    String folder = System.getenv(STATE_VARIABLE);
    return folder == null || folder.isEmpty() ? NamespaceFolder.RUN : Path.of(folder);
  }

  private static boolean isDumbTerminal() {
    return "dumb".equals(System.getenv("TERM"));
  }
}
