// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.cli.select.LabelSelector;
import io.svcrules.iptables.compile.NodePortAddresses;
import java.time.Duration;
import picocli.CommandLine;

/** Teaches the parser the values of our options. */
public final class Converters {
  private Converters() {}

  /** Registers all of them with a command and those below it. */
  public static void register(CommandLine command) {
    command.registerConverter(Boolean.class, new ParsedValue<>(BooleanText::parse));
    command.registerConverter(boolean.class, new ParsedValue<>(BooleanText::parse));
    command.registerConverter(int.class, new ParsedValue<>(WholeNumber::parse));
    command.registerConverter(MarkBit.class, new ParsedValue<>(MarkBit::parse));
    command.registerConverter(InterfaceName.class, new ParsedValue<>(InterfaceName::parse));
    command.registerConverter(ClusterDomain.class, new ParsedValue<>(ClusterDomain::parse));
    command.registerConverter(CidrList.class, new ParsedValue<>(CidrList::parse));
    command.registerConverter(IpAddressList.class, new ParsedValue<>(IpAddressList::parse));
    command.registerConverter(
        NodePortAddresses.class, new ParsedValue<>(NodePortAddressesOption::parse));
    command.registerConverter(Duration.class, new ParsedValue<>(DurationText::parse));
    command.registerConverter(LabelSelector.class, new ParsedValue<>(LabelSelector::parse));
    command.registerConverter(TraceClient.class, new ParsedValue<>(TraceClient::parse));
    command.registerConverter(TraceTarget.class, new ParsedValue<>(TraceTarget::parse));
    command.registerConverter(ProxyMode.class, new Choice<>(ProxyMode.class, true));
    command.registerConverter(DetectLocalMode.class, new Choice<>(DetectLocalMode.class, true));
    choice(command, Comments.class);
    choice(command, ConntrackChoice.class);
    choice(command, FamilyChoice.class);
    choice(command, IpvsPart.class);
    choice(command, OutputFormat.class);
    choice(command, ReportFormat.class);
    choice(command, TopologyChoice.class);
    choice(command, VariantChoice.class);
  }

  /** Registers the constants of an enum, spelled as they print. */
  public static <E extends Enum<E>> void choice(CommandLine command, Class<E> type) {
    command.registerConverter(type, new Choice<>(type, false));
  }
}
