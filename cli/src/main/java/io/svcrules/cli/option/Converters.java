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
    choice(command, DetectLocalMode.class);
    choice(command, Comments.class);
    choice(command, FamilyChoice.class);
    choice(command, OutputFormat.class);
    choice(command, ProxyMode.class);
    choice(command, TopologyChoice.class);
  }

  /** Registers the constants of an enum, spelled as they print. */
  public static <E extends Enum<E>> void choice(CommandLine command, Class<E> type) {
    command.registerConverter(type, new Choice<>(type));
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
