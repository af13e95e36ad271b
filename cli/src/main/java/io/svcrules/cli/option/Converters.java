// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.cli.select.LabelSelector;
import io.svcrules.iptables.compile.NodePortAddresses;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Teaches the parser the values of our options. */
public final class Converters {
  private Converters() {}

  /** Registers all of them with a command and those below it. */
  public static void register(CommandLine command) {
    command.registerConverter(CidrList.class, reading(CidrList::parse));
    command.registerConverter(IpAddressList.class, reading(IpAddressList::parse));
    command.registerConverter(NodePortAddresses.class, reading(NodePortAddressesOption::parse));
    command.registerConverter(LabelSelector.class, reading(LabelSelector::parse));
    command.registerConverter(DetectLocalMode.class, new Choice<>(DetectLocalMode.class));
    command.registerConverter(Comments.class, new Choice<>(Comments.class));
    command.registerConverter(FamilyChoice.class, new Choice<>(FamilyChoice.class));
    command.registerConverter(OutputFormat.class, new Choice<>(OutputFormat.class));
    command.registerConverter(ProxyMode.class, new Choice<>(ProxyMode.class));
    command.registerConverter(TopologyChoice.class, new Choice<>(TopologyChoice.class));
  }

  private static <T> ITypeConverter<T> reading(Function<String, T> parser) {
    return value -> {
      try {
        return parser.apply(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }
}
